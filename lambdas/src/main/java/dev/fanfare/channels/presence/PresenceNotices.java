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
 * Builds broadcast requests that notify a channel's members of joins and leaves, if the operator
 * has enabled notices for the channel. One request holds many events. A connection that joins and
 * leaves within one batch of changes produces no event. The number of requests therefore depends on
 * time and not on client behavior.
 */
public final class PresenceNotices {
  /** The maximum number of events in a notice: at most 90 KB, while a message may have 128 KB. */
  static final int MAX_EVENTS = 100;

  private final ChannelPatterns noticed;

  /**
   * @param noticed the channels with notices enabled
   */
  public PresenceNotices(ChannelPatterns noticed) {
    this.noticed = noticed;
  }

  /**
   * The start or end of a membership.
   *
   * @param at in milliseconds since the epoch
   */
  record Change(String channel, String connectionId, String userId, boolean isJoin, long at) {}

  private record Membership(String channel, String connectionId) {}

  /** The first and the last change of a membership. */
  private record Span(Change first, Change last) {
    private Span until(Span later) {
      return new Span(first, later.last);
    }

    /** Returns whether the membership is new or gone, and not back to what it was. */
    private boolean isChange() {
      return first.isJoin() == last.isJoin();
    }
  }

  /**
   * @param changes in the order in which they happened
   * @return requests, as JSON
   */
  List<String> requests(List<Change> changes) {
    var spans = new LinkedHashMap<Membership, Span>();
    for (Change change : changes) {
      if (noticed.matches(change.channel())) {
        var membership = new Membership(change.channel(), change.connectionId());
        spans.merge(membership, new Span(change, change), Span::until);
      }
    }
    var byChannel = new LinkedHashMap<String, List<Change>>();
    spans.values().stream()
        .filter(Span::isChange)
        .map(Span::last)
        .forEach(
            change ->
                byChannel.computeIfAbsent(change.channel(), name -> new ArrayList<>()).add(change));
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
      // A single event is not sent to its own connection, which knows it. Several events go to
      // every member, because each needs those of the others.
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
