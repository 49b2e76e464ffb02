package dev.fanfare.channels;

import dev.fanfare.broadcast.ChannelPatterns;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.Priority;
import dev.fanfare.config.Json;
import java.util.function.Consumer;

/**
 * Tells a channel's members who comes and who goes, where the operator wants it: an ordinary
 * broadcast to the channel without the one it is about. A notice that cannot be sent is logged and
 * given up: what it tells of has happened all the same.
 */
public final class PresenceNotices {
  private final ChannelPatterns noticed;
  private final BroadcastQueue queue;

  /**
   * @param noticed the channels that want notices
   */
  public PresenceNotices(ChannelPatterns noticed, BroadcastQueue queue) {
    this.noticed = noticed;
    this.queue = queue;
  }

  /**
   * @param at when, in milliseconds since the epoch
   * @param log takes a line for each notice that could not be sent
   */
  public void joined(Connection who, Iterable<String> channels, long at, Consumer<String> log) {
    send("joined", who, channels, at, log);
  }

  /** The same for who goes. */
  public void left(Connection who, Iterable<String> channels, long at, Consumer<String> log) {
    send("left", who, channels, at, log);
  }

  private void send(
      String event, Connection who, Iterable<String> channels, long at, Consumer<String> log) {
    for (String channel : channels) {
      if (noticed.cover(channel)) {
        send(request(event, who, channel, at), log);
      }
    }
  }

  private void send(String request, Consumer<String> log) {
    try {
      queue.send(request);
    } catch (RuntimeException e) {
      // Whatever the reason: who joined has joined, who left has left, and is told so.
      log.accept("WARN notice not sent: " + e);
    }
  }

  private static String request(String event, Connection who, String channel, long at) {
    var request = Json.MAPPER.createObjectNode();
    request.putArray("channels").add(channel);
    request.putArray("exclude_connections").add(who.id());
    request.put("priority", Priority.LOW.word());
    request
        .putObject("data")
        .put("type", "presence")
        .put("event", event)
        .put("channel", channel)
        .put("user_id", who.userId())
        .put("connection_id", who.id())
        .put("at", at);
    return request.toString();
  }
}
