package dev.fanfare.sockets.actions;

import static dev.fanfare.sockets.RefusedException.NOT_ALLOWED;
import static dev.fanfare.sockets.RefusedException.TOO_MANY;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.archive.MessageHistory;
import dev.fanfare.channels.ConnectionChannels;
import dev.fanfare.channels.ConnectionChannels.Joining;
import dev.fanfare.messages.Since;
import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.RefusedException;
import java.util.List;
import java.util.Set;

/**
 * Joins a client to a channel; existing members get the same answer. The answer contains the
 * position of the channel's last message, which the client may send as {@code since} in a later
 * join. Such a join first posts the missed messages; its answer follows.
 */
public final class JoinAction implements ActionRoute.Action {
  private static final String SINCE = "since";

  private final ConnectionChannels channels;
  private final MessageHistory history;
  private final JoinSince joinSince;

  public JoinAction(ConnectionChannels channels, MessageHistory history, JoinSince joinSince) {
    this.channels = channels;
    this.history = history;
    this.joinSince = joinSince;
  }

  @Override
  public ObjectNode answer(Client client, ActionRequest request, LambdaLogger log) {
    request.check(List.of(ActionRequest.CHANNEL, SINCE));
    String channel = request.channel();
    var since = request.value(SINCE).map(Since::of);
    ActionRequest.checkAllowed(client, channel);
    var answer =
        ActionAnswer.of("joined")
            .put(ActionRequest.CHANNEL, channel)
            .put("connection_id", client.connectionId());
    return since.isPresent()
        ? joinSince(client, channel, since.get(), answer, log)
        : join(client, channel, answer);
  }

  private ObjectNode join(Client client, String channel, ObjectNode answer) {
    // Read before the join: a later catch-up may then repeat messages sent in between, but cannot
    // miss one.
    long position = history.head(channel);
    check(
        channels.join(client.connection(), client.attributes(), Set.of(channel)), client, channel);
    return answer.put("position", position);
  }

  private ObjectNode joinSince(
      Client client, String channel, Since since, ObjectNode answer, LambdaLogger log) {
    var caught =
        joinSince.join(client, channel, since, joining -> check(joining, client, channel), log);
    var result = caught.result();
    answer.put("position", result.head());
    if (result.isTruncated()) {
      answer.put("truncated", true).put("next", result.reached());
      if (!caught.retryAfter().isZero()) {
        answer.put(ActionAnswer.RETRY_AFTER_MS, caught.retryAfter().toMillis());
      }
    }
    if (result.expired() > 0) {
      answer.put("expired", result.expired());
    }
    return answer;
  }

  private static void check(Joining joining, Client client, String channel) {
    switch (joining) {
      case JOINED, ALREADY_IN -> {}
      case TOO_MANY ->
          throw new RefusedException(
              TOO_MANY,
              ActionRequest.CHANNEL,
              channel,
              "a connection may be in at most " + ConnectionChannels.MAX_CHANNELS + " channels");
      case UNKNOWN_CONNECTION ->
          throw new RefusedException(
              NOT_ALLOWED,
              "connection",
              client.connectionId(),
              "is no longer known: connect again");
    }
  }
}
