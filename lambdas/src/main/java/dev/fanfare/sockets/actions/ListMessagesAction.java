package dev.fanfare.sockets.actions;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.fanfare.archive.MessageHistory;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.channels.ChannelMembers;
import dev.fanfare.messages.ChannelHistory;
import dev.fanfare.messages.Since;
import dev.fanfare.sockets.Client;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;

/**
 * Lists a channel's messages to a member, in the order of their positions. With {@code since},
 * these are the first messages after it; with {@code before}, the last messages before it; with
 * neither, the last messages of the channel. {@code next} is the value of the same field for the
 * next page; null if there is none.
 */
public final class ListMessagesAction implements ActionRoute.Action {
  private static final String SINCE = "since";
  private static final String BEFORE = "before";
  private static final String LIMIT = "limit";
  private static final int MAX_MESSAGES = 100;
  private static final int DEFAULT_MESSAGES = 20;

  private final ChannelMembers members;
  private final MessageHistory messages;
  private final ChannelHistory history;
  private final Clock clock;

  public ListMessagesAction(ChannelMembers members, MessageHistory messages, Clock clock) {
    this.members = members;
    this.messages = messages;
    this.history = new ChannelHistory(messages);
    this.clock = clock;
  }

  @Override
  public ObjectNode answer(Client client, ActionRequest request, LambdaLogger log) {
    request.check(List.of(ActionRequest.CHANNEL, SINCE, BEFORE, LIMIT));
    String channel = request.channel();
    int limit = request.number(LIMIT, DEFAULT_MESSAGES, MAX_MESSAGES);
    OptionalLong before = before(request);
    var since = request.value(SINCE).map(Since::of);
    if (!members.contains(channel, client.connectionId(), clock.instant())) {
      throw SendMessageAction.notJoined(channel);
    }
    return answer(
        channel,
        since
            .map(from -> history.after(channel, from.in(channel, messages), before, limit))
            .orElseGet(() -> history.before(channel, before.orElse(Long.MAX_VALUE), limit)));
  }

  private static OptionalLong before(ActionRequest request) {
    var given = request.value(BEFORE);
    if (given.isEmpty()) {
      return OptionalLong.empty();
    }
    JsonNode value = given.get();
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 1) {
      throw new InvalidRequestException(
          BEFORE, value.toString(), "must be the position of a message, a whole number from 1");
    }
    return OptionalLong.of(value.longValue());
  }

  private static ObjectNode answer(String channel, ChannelHistory.Page page) {
    var answer = ActionAnswer.of("messages").put(ActionRequest.CHANNEL, channel);
    var list = answer.putArray("messages");
    page.entries().forEach(entry -> put(list.addObject(), entry));
    return page.next().isPresent()
        ? answer.put("next", page.next().getAsLong())
        : answer.putNull("next");
  }

  /**
   * Puts only the size of a message that is too large for a response; a join with {@code since}
   * delivers it.
   */
  private static void put(ObjectNode item, ChannelHistory.Entry entry) {
    var message = entry.message();
    item.put("position", message.position())
        .put("id", message.broadcastId())
        .put("sent_at", message.sentAt());
    if (message.narrowed()) {
      item.put("narrowed", true);
    }
    if (entry.hasData()) {
      item.putRawValue("data", new RawValue(message.message()));
    } else {
      item.put("bytes", message.message().getBytes(StandardCharsets.UTF_8).length);
    }
  }
}
