package dev.fanfare.plan.audience;

import dev.fanfare.broadcast.Connection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Merges the same partition of several channels. All are ordered by connection id, so a page
 * contains the connections up to the channel that has been read least far: no channel can return
 * further connections below that id, and a connection in several channels appears once.
 *
 * <pre>
 *   news    a b . d . f |          read up to f
 *   sports  . b c . . . g h |      read up to h
 *   alerts  a . . d |              read up to d, the minimum: returns a, b, c, d
 * </pre>
 *
 * Later rows stay in memory for the next page. Every row is therefore read once, except after a
 * cursor.
 */
public final class ChannelLane {

  /** DynamoDB's order: by UTF-8 bytes, which differs from the order of Java's characters. */
  public static final Comparator<String> ID_ORDER =
      (one, other) -> Arrays.compareUnsigned(utf8(one), utf8(other));

  private final Function<@Nullable String, List<SubscriptionStream>> open;
  private @Nullable List<SubscriptionStream> streams;
  private @Nullable String position;

  /**
   * @param open opens the channels' streams after a connection id
   */
  ChannelLane(Function<@Nullable String, List<SubscriptionStream>> open) {
    this.open = open;
  }

  /**
   * @param from the last connection id returned; null at the beginning
   */
  Audience.Page read(@Nullable String from) {
    List<SubscriptionStream> all = streams;
    if (all == null || !Objects.equals(from, position)) {
      all = open.apply(from);
      streams = all;
    }
    all.forEach(stream -> stream.readNextPage(from));
    String upTo =
        all.stream()
            .filter(stream -> !stream.hasEnded())
            .map(SubscriptionStream::reached)
            .min(ID_ORDER)
            .orElse(null);
    position = upTo;
    var due = new LinkedHashMap<String, Connection>();
    var delivered = new HashSet<String>();
    for (SubscriptionStream stream : all) {
      stream.take(
          upTo,
          connection -> due.putIfAbsent(connection.id(), connection),
          connection -> delivered.add(connection.id()));
    }
    // A connection that catches up in one of the channels gets the message there, even if it is in
    // others.
    due.keySet().removeAll(delivered);
    return new Audience.Page(List.copyOf(due.values()), upTo);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
