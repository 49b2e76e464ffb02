package dev.fanfare.sockets.operators;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.sockets.identity.Attributes;
import dev.fanfare.sockets.identity.ChannelGrants;
import dev.fanfare.sockets.identity.Identity;
import dev.fanfare.sockets.identity.Ticket;
import dev.fanfare.sockets.identity.TicketKey;
import dev.fanfare.sockets.identity.Tickets;
import dev.fanfare.sockets.identity.UserId;
import java.time.Clock;
import java.util.function.Supplier;

/** Issues a ticket, which lets one user connect once. */
public final class TicketIssue {
  private static final int MAX_SECONDS = 3600;
  private static final int DEFAULT_SECONDS = 60;

  private final Tickets tickets;
  private final Supplier<String> randomIds;
  private final Clock clock;

  public TicketIssue(TicketKey key, Supplier<String> randomIds, Clock clock) {
    this.tickets = new Tickets(key, clock);
    this.randomIds = randomIds;
    this.clock = clock;
  }

  /**
   * @throws InvalidRequestException if a field breaks a rule
   */
  public IssueTicketResult issue(IssueTicketPayload payload) {
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
            ChannelGrants.checkOrNone("send", payload.send()));
    long expiresAt = clock.instant().getEpochSecond() + seconds;
    String ticket = tickets.write(new Ticket(randomIds.get(), identity, expiresAt));
    return new IssueTicketResult(ticket, expiresAt);
  }
}
