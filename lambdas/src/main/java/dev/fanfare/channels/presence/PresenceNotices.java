package dev.fanfare.channels.presence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fanfare.channels.ChannelPatterns;
import dev.fanfare.request.Priority;
import dev.fanfare.text.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes requests that tell a channel's members who joins and who leaves, where the operator wants
 * it. One request holds many events; a connection that joins and leaves within the changes makes
 * none. So the number of requests follows from the time that passes, not from what clients do.
 */
public final class PresenceNotices {
  /** Events of one notice: at most 90 KB, where a message may have 128 KB. */
  static final int MAX_EVENTS = 100;

  private final ChannelPatterns noticed;

  /**
   * @param noticed the channels that want notices
   */
  public PresenceNotices(ChannelPatterns noticed) {
    this.noticed = noticed;
  }

  /**
   * One membership that began or ended.
   *
   * @param at when, in milliseconds since the epoch
   */
  record Change(String channel, String connectionId, String userId, boolean isJoin, long at) {}

  private record Membership(String channel, String connectionId) {}

  /**
   * @param changes in the order in which they happened
   * @return requests, as JSON
   */
  List<String> requests(List<Change> changes) {
    var first = new LinkedHashMap<Membership, Change>();
    var last = new LinkedHashMap<Membership, Change>();
    for (Change change : changes) {
      if (noticed.cover(change.channel())) {
        var membership = new Membership(change.channel(), change.connectionId());
        first.putIfAbsent(membership, change);
        last.put(membership, change);
      }
    }
    var byChannel = new LinkedHashMap<String, List<Change>>();
    last.forEach(
        (membership, change) -> {
          // Else everything is as it was before.
          if (first.get(membership).isJoin() == change.isJoin()) {
            byChannel.computeIfAbsent(change.channel(), name -> new ArrayList<>()).add(change);
          }
        });
    var requests = new ArrayList<String>();
    for (Map.Entry<String, List<Change>> channel : byChannel.entrySet()) {
      List<Change> ofChannel = channel.getValue();
      for (int from = 0; from < ofChannel.size(); from += MAX_EVENTS) {
        int to = Math.min(ofChannel.size(), from + MAX_EVENTS);
        requests.add(request(channel.getKey(), ofChannel.subList(from, to)));
      }
    }
    return requests;
  }

  private static String request(String channel, List<Change> changes) {
    var request = Json.MAPPER.createObjectNode();
    request.putArray("channels").add(channel);
    if (changes.size() == 1) {
      // It has no news for that one; of several, each finds itself among the others.
      request.putArray("exclude_connections").add(changes.get(0).connectionId());
    }
    request.put("priority", Priority.LOW.word());
    ArrayNode events =
        request
            .putObject("data")
            .put("type", "presence")
            .put("channel", channel)
            .putArray("events");
    for (Change change : changes) {
      events
          .addObject()
          .put("event", change.isJoin() ? "joined" : "left")
          .put("user_id", change.userId())
          .put("connection_id", change.connectionId())
          .put("at", change.at());
    }
    return request.toString();
  }
}
