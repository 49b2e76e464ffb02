package dev.fanfare.sockets.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.config.Pause;
import dev.fanfare.config.RecordingLogger;
import dev.fanfare.sockets.Actions;
import dev.fanfare.sockets.Ban;
import dev.fanfare.sockets.OpenConnections;
import dev.fanfare.sockets.OpenSockets;
import dev.fanfare.sockets.RefusedException;
import dev.fanfare.sockets.UserConnections;
import dev.fanfare.sockets.connect.UserLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class UserBanTest {
  private static final long NOW = Actions.CLOCK.millis();
  private static final Duration YOUNG = Duration.ofSeconds(15);
  private static final Connection COMING = new Connection("coming", "alice", NOW);

  private final OpenConnections users = new OpenConnections("alice", 0);
  private final Set<String> sockets = new TreeSet<>();

  /**
   * Property: wherever a ban comes between the steps of connecting, the user ends up disconnected.
   */
  @Property(tries = 300)
  void ofUser_anyMomentDuringConnect_leavesNoConnection(@ForAll long seed) {
    var random = new Random(seed);
    var limits = new UserLimits(users, 20, users.gone(id -> true), millis -> {}, random);
    var connecting = new Connecting(limits);
    UserConnections interleaved =
        new UserConnections() {
          @Override
          public State of(String userId) {
            connecting.steps(random.nextInt(5));
            return users.of(userId);
          }

          @Override
          public void ban(Ban ban) {
            connecting.steps(random.nextInt(5));
            users.ban(ban);
          }
        };
    OpenSockets closing =
        id -> {
          connecting.steps(random.nextInt(5));
          return sockets.remove(id);
        };

    new UserBan(interleaved, closing, YOUNG, Actions.CLOCK, millis -> connecting.steps(5))
        .ofUser("alice", 60, "spam");
    connecting.steps(5);

    assertThat(sockets).isEmpty();
    assertThat(connecting.isRefused || users.open.contains(COMING)).isTrue();
    users.open.clear();
  }

  /** $connect has already checked for a ban, and the socket may take some time to open. */
  @Test
  void ofUser_socketOpensAfterTheBan_isClosed() {
    for (long opensAt = 0; opensAt < YOUNG.toMillis(); opensAt += 400) {
      var time = new AtomicLong(NOW);
      long opens = NOW + opensAt;
      users.open.add(COMING);
      var open = new AtomicBoolean(true);

      int closed =
          new UserBan(
                  users,
                  id -> time.get() >= opens && open.getAndSet(false),
                  YOUNG,
                  clock(time),
                  time::addAndGet)
              .ofUser("alice", 60, "spam");

      assertThat(closed).as("opens after %d ms", opensAt).isEqualTo(1);
      users.open.clear();
    }
  }

  @Test
  void ofUser_refusedOrClosedConnection_causesNoWait() {
    var time = new AtomicLong(NOW);
    users.open.add(COMING);
    users.open.add(new Connection("old", "alice", NOW - 60_000));
    Pause refused =
        millis -> {
          time.addAndGet(millis);
          users.open.remove(COMING);
        };

    assertThat(
            new UserBan(users, id -> false, YOUNG, clock(time), refused)
                .ofUser("alice", 60, "spam"))
        .isZero();

    assertThat(time.get() - NOW).isEqualTo(500);
  }

  private static Clock clock(AtomicLong millis) {
    InstantSource time = () -> Instant.ofEpochMilli(millis.get());
    return time.withZone(ZoneOffset.UTC);
  }

  /** One client that connects step by step: the row, the check, the socket. */
  private final class Connecting {
    private final UserLimits limits;
    private int step;
    private boolean isRefused;

    Connecting(UserLimits limits) {
      this.limits = limits;
    }

    void steps(int count) {
      for (int i = 0; i < count && step < 3 && !isRefused; i++) {
        try {
          step(step++);
        } catch (RefusedException e) {
          users.open.remove(COMING);
          isRefused = true;
        }
      }
    }

    private void step(int number) {
      switch (number) {
        case 0 -> users.open.add(COMING);
        case 1 -> limits.checkAfter(COMING, new RecordingLogger());
        default -> sockets.add(COMING.id());
      }
    }
  }
}
