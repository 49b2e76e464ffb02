package dev.fanfare.sockets.actions;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.direct.BusyException;
import dev.fanfare.messages.ChannelMessage;
import dev.fanfare.messages.MessageSender;
import dev.fanfare.messages.MessageSender.NotJoined;
import dev.fanfare.messages.MessageSender.Sent;
import dev.fanfare.messages.MessageSender.TooLarge;
import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.RefusedException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Sends a member's message to the other members of a channel. */
public final class SendMessageAction implements ActionRoute.Action {
  private static final String MESSAGE = "message";

  private final SendPermission right;
  private final MessageSender sender;
  private final Clock clock;

  public SendMessageAction(SendPermission right, MessageSender sender, Clock clock) {
    this.right = right;
    this.sender = sender;
    this.clock = clock;
  }

  @Override
  public ObjectNode answer(Client client, ActionRequest request, LambdaLogger log) {
    request.check(List.of(ActionRequest.CHANNEL, MESSAGE));
    String channel = request.channel();
    right.check(client, channel);
    var message =
        new ChannelMessage(
            channel,
            request.json(MESSAGE),
            client.userId(),
            client.connectionId(),
            clock.millis(),
            // Without an id, each message is a new one.
            request.requestId().orElseGet(() -> UUID.randomUUID().toString()));
    var outcome = send(message, log);
    if (outcome instanceof Sent sent) {
      log.log("broadcast " + sent.id() + " sent by " + client.connectionId(), LogLevel.INFO);
      var answer = ActionAnswer.of("sent").put(ActionRequest.CHANNEL, channel).put("id", sent.id());
      sent.position().ifPresent(position -> answer.put("position", position));
      return answer;
    }
    throw refusal(channel, outcome);
  }

  private MessageSender.Outcome send(ChannelMessage message, LambdaLogger log) {
    try {
      return sender.send(message, log);
    } catch (BusyException e) {
      long millis = Math.max(1, e.retryAfter().toMillis());
      throw new RefusedException(
              RefusedException.SLOW_DOWN,
              ActionRequest.CHANNEL,
              message.channel(),
              "has too many pending messages: try again in " + millis + " ms")
          .retryAfter(millis);
    }
  }

  private static RefusedException refusal(String channel, MessageSender.Outcome outcome) {
    if (outcome instanceof NotJoined) {
      return notJoined(channel);
    }
    return new RefusedException(
        RefusedException.TOO_LARGE,
        MESSAGE,
        ((TooLarge) outcome).bytes() + " bytes with its envelope",
        "may have at most " + AwsLimits.MESSAGE_BYTES + " bytes (128 KB)");
  }

  static RefusedException notJoined(String channel) {
    return new RefusedException(
        RefusedException.NOT_JOINED,
        ActionRequest.CHANNEL,
        channel,
        "must be one that the connection has joined");
  }
}
