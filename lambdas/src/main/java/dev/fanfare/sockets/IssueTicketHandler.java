package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.StepHandler;
import dev.fanfare.config.Variables;
import dev.fanfare.sockets.identity.Attributes;
import dev.fanfare.sockets.identity.ChannelGrants;
import dev.fanfare.sockets.identity.Identity;
import dev.fanfare.sockets.identity.SdkTicketKey;
import dev.fanfare.sockets.identity.Ticket;
import dev.fanfare.sockets.identity.TicketKey;
import dev.fanfare.sockets.identity.Tickets;
import dev.fanfare.sockets.identity.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * IssueTicket: gives a backend the right for one of its users to connect once. For those without an
 * issuer of tokens: the backend knows its users, and whoever may invoke this function is a backend.
 */
public final class IssueTicketHandler
    extends StepHandler<IssueTicketHandler.Payload, IssueTicketHandler.Response> {
  private static final int MAX_SECONDS = 3600;
  private static final int DEFAULT_SECONDS = 60;

  private final Tickets tickets;
  private final Supplier<String> randomIds;
  private final Clock clock;

  public IssueTicketHandler() {
    this(key(Environment.variables()), () -> UUID.randomUUID().toString(), Clock.systemUTC());
  }

  IssueTicketHandler(TicketKey key, Supplier<String> randomIds, Clock clock) {
    super(Payload.class);
    this.tickets = new Tickets(key, clock);
    this.randomIds = randomIds;
    this.clock = clock;
  }

  private static TicketKey key(Map<String, String> environment) {
    var variables = new Variables(environment);
    String secret = variables.text("TICKET_SECRET");
    variables.check();
    return new SdkTicketKey(new AwsClients(environment).secrets(), secret, Clock.systemUTC());
  }

  /**
   * @param channels patterns of the channels that the client may join; all when it is missing
   * @param send patterns of the channels that the client is granted to send to; none when it is
   *     missing
   * @param ttlSeconds how long the ticket may wait for its use; a minute when it is missing
   */
  public record Payload(
      @JsonProperty("user_id") String userId,
      Map<String, String> attributes,
      List<String> channels,
      List<String> send,
      @JsonProperty("ttl_seconds") Integer ttlSeconds) {}

  /**
   * @param ticket for the client's query parameter {@code token}
   * @param expiresAt in seconds since the epoch
   */
  public record Response(String ticket, @JsonProperty("expires_at") long expiresAt) {}

  @Override
  protected Payload decode(InputStream in) throws IOException {
    return OperatorPayload.read(in, Payload.class);
  }

  /**
   * @throws InvalidRequestException when a field breaks a rule
   */
  @Override
  protected Response handle(Payload payload, Context context) {
    int seconds = payload.ttlSeconds() == null ? DEFAULT_SECONDS : payload.ttlSeconds();
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw new InvalidRequestException(
          "ttl_seconds", "" + seconds, "must be from 1 to " + MAX_SECONDS);
    }
    var identity =
        new Identity(
            UserId.check("user_id", payload.userId()),
            Attributes.check("attributes", payload.attributes()),
            ChannelGrants.check("channels", payload.channels()),
            ChannelGrants.check("send", payload.send()));
    long expiresAt = clock.instant().getEpochSecond() + seconds;
    return new Response(tickets.write(new Ticket(randomIds.get(), identity, expiresAt)), expiresAt);
  }
}
