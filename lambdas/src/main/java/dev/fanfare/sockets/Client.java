package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.ChannelPatterns;
import dev.fanfare.messages.Spender;
import dev.fanfare.sockets.identity.Identity;
import dev.fanfare.sockets.identity.UserId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whose connection an event comes from. Who it is was decided once, when it connected; since then
 * API Gateway tells it with every event, and nothing that the client says changes it.
 *
 * @param connectionId the id API Gateway gave the connection; never reused
 * @param userId whose connection it is; a user may have many
 * @param attributes what is known of the client, for filters
 * @param channels patterns of the channels that it may join, a {@code *} at the end standing for
 *     any rest; null when it may join any
 * @param send patterns of the channels that it is granted to send to
 * @param sourceIp where it connected from; null when API Gateway does not report it
 * @param connectedAt when its {@code $connect} arrived, in milliseconds since the epoch
 */
public record Client(
    String connectionId,
    String userId,
    Map<String, String> attributes,
    List<String> channels,
    List<String> send,
    String sourceIp,
    long connectedAt) {

  public Client {
    Objects.requireNonNull(connectionId, "connectionId");
    Objects.requireNonNull(userId, "userId");
    attributes = Map.copyOf(attributes);
    channels = channels == null ? null : List.copyOf(channels);
    send = List.copyOf(send);
  }

  /**
   * @throws IllegalArgumentException when the event did not pass our authorizer
   */
  public static Client of(APIGatewayV2WebSocketEvent event) {
    var request = event.getRequestContext();
    var identity = Identity.of(authorizer(event));
    return new Client(
        request.getConnectionId(),
        identity.userId(),
        identity.attributes(),
        identity.channels(),
        identity.send(),
        sourceIp(request),
        request.getConnectedAt());
  }

  /** What the authorizer said; nothing when none was asked. */
  public static Map<?, ?> authorizer(APIGatewayV2WebSocketEvent event) {
    var said = event.getRequestContext().getAuthorizer();
    return said == null ? Map.of() : said;
  }

  /** Whether it is granted to send to a channel, as far as its token says. */
  public boolean isGrantedToSend(String channel) {
    return new ChannelPatterns(send).cover(channel);
  }

  private static String sourceIp(APIGatewayV2WebSocketEvent.RequestContext request) {
    return request.getIdentity() == null ? null : request.getIdentity().getSourceIp();
  }

  /** Who pays for what it does. */
  public Spender spender() {
    return UserId.isAnonymous(userId) ? Spender.source(sourceIp) : Spender.user(userId);
  }

  public Connection connection() {
    return new Connection(connectionId, userId, connectedAt);
  }

  /** Whether it may join a channel, as far as its token says. */
  public boolean mayJoin(String channel) {
    return channels == null || new ChannelPatterns(channels).cover(channel);
  }
}
