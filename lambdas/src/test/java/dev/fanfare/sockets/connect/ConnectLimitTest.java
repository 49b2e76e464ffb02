package dev.fanfare.sockets.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.sockets.Actions;
import dev.fanfare.sockets.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConnectLimitTest {
  private static final long MINUTE = 60_000;
  private static final int MAX_OPEN = 3;

  private record Ended(Connection connection, long ended) {}

  private final List<Connection> open = new ArrayList<>();
  private final List<Ended> sessions = new ArrayList<>();
  private final List<Long> accepted = new ArrayList<>();

  /**
   * Property: however a user connects and disconnects, no minute has more connects than the limit
   * plus the maximum of open connections. A client that waits for the given time is accepted.
   */
  @Property(tries = 200)
  void check_anyConnectsAndDisconnects_keepTheLimitPerMinute(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int most) {
    open.clear();
    sessions.clear();
    accepted.clear();
    var random = new Random(seed);
    long now = 1_000_000;
    for (int i = 0; i < 120; i++) {
      now += random.nextInt(4_000);
      // Two more may follow.
      while (open.size() > MAX_OPEN - 2 || (!open.isEmpty() && random.nextBoolean())) {
        var gone = open.remove(random.nextInt(open.size()));
        sessions.add(new Ended(gone, now));
      }
      long wait = connect(most, now, "c" + i);
      if (wait > 0 && random.nextInt(4) == 0) {
        now += wait;
        assertThat(connect(most, now, "w" + i)).isZero();
      }
    }
    int both = most + MAX_OPEN;
    for (int i = both; i < accepted.size(); i++) {
      assertThat(accepted.get(i) - accepted.get(i - both)).isGreaterThanOrEqualTo(MINUTE);
    }
    assertThat(accepted).hasSizeGreaterThanOrEqualTo(most);
  }

  /** One household or server has a whole /64, so another address in it does not avoid the wait. */
  @Test
  void mustStillWait_anotherAddressOfTheSameNetwork_waitsToo() {
    var clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    var limit = new ConnectLimit(this::begunSince, Actions.budget(Duration.ofSeconds(1)), 1, clock);

    assertThatThrownBy(() -> limit.check("anonymous:1", "2001:db8::1"))
        .isInstanceOf(RefusedException.class);

    assertThat(limit.isStillRefused("anonymous:2", "2001:db8::2")).isTrue();
    assertThat(limit.isStillRefused("anonymous:3", "2001:db8:1::2")).isFalse();
  }

  /** The required wait; zero if the user has connected. */
  private long connect(int most, long now, String id) {
    var clock = Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC);
    var limit = new ConnectLimit(this::begunSince, Actions.budget(Duration.ZERO), most, clock);
    try {
      limit.check("alice", "203.0.113.7");
      open.add(new Connection(id, "alice", now));
      accepted.add(now);
      return 0;
    } catch (RefusedException e) {
      return e.retryAfterMillis().orElseThrow();
    }
  }

  /** Returns sessions as the table does: sorted by end, and filtered by start. */
  private List<Connection> begunSince(String userId, Instant since) {
    return sessions.stream()
        .filter(each -> each.ended() >= since.toEpochMilli())
        .map(Ended::connection)
        .filter(connection -> connection.connectedAt() > since.toEpochMilli())
        .toList();
  }
}
