package dev.fanfare.devtools.load;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of one client. Its event loop writes it, and any thread can read it. Arrivals are two
 * parallel arrays, to save memory with tens of thousands of clients that have one message each.
 */
final class LoadClient {
  private static final int FIRST_CAPACITY = 2;

  private final int index;
  private final String user;
  private final ClientCounters counters;
  private long[] times = {};
  private String[] texts = {};
  private int count;
  private @Nullable Channel channel;
  private boolean leaving;

  LoadClient(int index, String user, ClientCounters counters) {
    this.index = index;
    this.user = user;
    this.counters = counters;
  }

  String user() {
    return user;
  }

  synchronized void opened(Channel opened) {
    channel = opened;
    counters.opened();
  }

  /**
   * Marks the client as leaving, so that its end does not count as closed by the server. Returns
   * the open channel, if there is one.
   */
  synchronized Optional<Channel> leave() {
    leaving |= channel != null;
    return Optional.ofNullable(channel);
  }

  synchronized void ended() {
    if (channel != null) {
      channel = null;
      counters.ended(!leaving);
    }
  }

  synchronized void received(long atMicros, String text) {
    if (count == times.length) {
      int capacity = Math.max(FIRST_CAPACITY, count * 2);
      times = Arrays.copyOf(times, capacity);
      texts = Arrays.copyOf(texts, capacity);
    }
    times[count] = atMicros;
    texts[count] = counters.shared(text);
    count++;
    counters.received(count == 1);
  }

  synchronized ClientSnapshot snapshot() {
    List<ClientSnapshot.Arrival> arrivals = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      arrivals.add(new ClientSnapshot.Arrival(times[i], texts[i]));
    }
    return new ClientSnapshot(index, user, channel != null, arrivals);
  }
}
