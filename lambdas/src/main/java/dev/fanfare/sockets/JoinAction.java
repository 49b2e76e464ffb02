package dev.fanfare.sockets;

import static dev.fanfare.sockets.RefusedException.NOT_ALLOWED;
import static dev.fanfare.sockets.RefusedException.TOO_MANY;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.channels.Memberships;
import dev.fanfare.channels.PresenceNotices;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Lets a client into a channel; who is in already is answered in the same way. */
final class JoinAction implements ActionRoute.Action {
  private final Memberships memberships;
  private final PresenceNotices notices;
  private final Clock clock;

  JoinAction(Memberships memberships, PresenceNotices notices, Clock clock) {
    this.memberships = memberships;
    this.notices = notices;
    this.clock = clock;
  }

  @Override
  public ObjectNode answer(Client client, ActionRequest request, Consumer<String> log) {
    request.check(List.of(ActionRequest.CHANNEL));
    String channel = request.channel();
    ActionRequest.checkAllowed(client, channel);
    join(client, channel, log);
    return ActionAnswer.of("joined")
        .put("channel", channel)
        .put("connection_id", client.connectionId());
  }

  private void join(Client client, String channel, Consumer<String> log) {
    var joining = memberships.join(client.connection(), client.attributes(), Set.of(channel));
    switch (joining) {
      case JOINED -> notices.joined(client.connection(), Set.of(channel), clock.millis(), log);
      case ALREADY_IN -> {}
      case TOO_MANY ->
          throw new RefusedException(
              TOO_MANY,
              ActionRequest.CHANNEL,
              channel,
              "a connection may be in at most " + Memberships.MOST_CHANNELS + " channels");
      case UNKNOWN_CONNECTION ->
          throw new RefusedException(
              NOT_ALLOWED,
              "connection",
              client.connectionId(),
              "not known any more, connect again");
    }
  }
}
