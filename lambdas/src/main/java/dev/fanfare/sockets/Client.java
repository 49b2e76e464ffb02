package dev.fanfare.sockets;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.ChannelPatterns;
import dev.fanfare.messages.BudgetOwner;
import dev.fanfare.sockets.identity.Identity;
import dev.fanfare.sockets.identity.UserId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The client that an event comes from. The authorizer determines its identity once, at the
 * handshake. API Gateway then includes it in every event, so the client cannot change it.
 *
 * @param connectionId the id that API Gateway gave the connection; never reused
 * @param userId the user of the connection; a user may have many connections
 * @param attributes the client's attributes, for filters
 * @param channels patterns of the channels that the client may join, with a trailing {@code *} as a
 *     wildcard; null if it may join any
 * @param send patterns of the channels that the client may send to
 * @param sourceIp the client's address; null if API Gateway does not report it
 * @param connectedAt when the {@code $connect} arrived, in milliseconds since the epoch
 */
public record Client(
    String connectionId,
    String userId,
    Map<String, String> attributes,
    @Nullable List<String> channels,
    List<String> send,
    @Nullable String sourceIp,
    long connectedAt) {

  public Client {
    Objects.requireNonNull(connectionId, "connectionId");
    Objects.requireNonNull(userId, "userId");
    attributes = Map.copyOf(attributes);
    channels = channels == null ? null : List.copyOf(channels);
    send = List.copyOf(send);
  }

  /**
   * @throws IllegalArgumentException if the event did not pass Fanfare's authorizer
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

  /** Returns the authorizer's context; empty without an authorizer. */
  public static Map<?, ?> authorizer(APIGatewayV2WebSocketEvent event) {
    var authorizer = event.getRequestContext().getAuthorizer();
    return authorizer == null ? Map.of() : authorizer;
  }

  /** Returns whether the client's token grants sending to the channel. */
  public boolean isGrantedToSend(String channel) {
    return new ChannelPatterns(send).matches(channel);
  }

  private static @Nullable String sourceIp(APIGatewayV2WebSocketEvent.RequestContext request) {
    return request.getIdentity() == null ? null : request.getIdentity().getSourceIp();
  }

  /** Returns the owner that the client's actions are charged to. */
  public BudgetOwner owner() {
    return UserId.isAnonymous(userId) ? BudgetOwner.source(sourceIp) : BudgetOwner.user(userId);
  }

  public Connection connection() {
    return new Connection(connectionId, userId, connectedAt);
  }

  /** Returns whether the client's token allows joining the channel. */
  public boolean mayJoin(String channel) {
    return channels == null || new ChannelPatterns(channels).matches(channel);
  }
}
