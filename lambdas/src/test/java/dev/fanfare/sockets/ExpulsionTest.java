package dev.fanfare.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Connection;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ExpulsionTest {
  private static final long NOW = Actions.CLOCK.millis();
  private static final Connection COMING = new Connection("coming", "alice", NOW);

  private final OpenConnections users = new OpenConnections("alice", 0);
  private final Set<String> sockets = new TreeSet<>();

  /** The law: wherever a ban falls among the steps of connecting, the user is out in the end. */
  @Property(tries = 300)
  void ofUser_anyMomentOfConnecting_leavesNobodyConnected(@ForAll long seed) {
    var random = new Random(seed);
    var limits = new UserLimits(users, 20, millis -> {}, random);
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

    new Expulsion(
            interleaved,
            closing,
            Duration.ofSeconds(15),
            Actions.CLOCK,
            millis -> connecting.steps(5))
        .ofUser("alice", 60, "spam");
    connecting.steps(5);

    assertThat(sockets).isEmpty();
    assertThat(connecting.isRefused || users.open.contains(COMING)).isTrue();
    users.open.clear();
  }

  /** One client that connects, step by step: the authorizer, the row, the check, the socket. */
  private final class Connecting {
    private final UserLimits limits;
    private int step;
    private boolean isRefused;

    Connecting(UserLimits limits) {
      this.limits = limits;
    }

    void steps(int count) {
      for (int i = 0; i < count && step < 4 && !isRefused; i++) {
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
        case 0 -> limits.checkBefore("alice");
        case 1 -> users.open.add(COMING);
        case 2 -> limits.checkAfter(COMING);
        default -> sockets.add(COMING.id());
      }
    }
  }
}
