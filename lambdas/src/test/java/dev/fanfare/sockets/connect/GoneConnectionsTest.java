package dev.fanfare.sockets.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.config.RecordingLogger;
import dev.fanfare.sockets.Actions;
import dev.fanfare.sockets.OpenConnections;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoneConnectionsTest {
  private final OpenConnections users = new OpenConnections("alice", 20);
  private final List<String> looked = new ArrayList<>();
  private final RecordingLogger log = new RecordingLogger();

  @Test
  void end_allGone_checksAndEndsAFew() {
    var gone = users.gone(id -> !looked.add(id));

    assertThat(gone.end(users.of("alice").open(), log)).isTrue();

    assertThat(looked).hasSize(GoneConnections.MAX_CHECKS).doesNotHaveDuplicates();
    assertThat(users.open).hasSize(20 - GoneConnections.MAX_CHECKS);
    assertThat(users.open).extracting(Connection::id).doesNotContainAnyElementsOf(looked);
  }

  /** A client that keeps trying gets a place, whichever of its connections has gone. */
  @Test
  void end_oneGone_isFoundWithinAFewCalls() {
    var gone = users.gone(id -> !id.equals("old13"));
    int calls = 1;
    while (!gone.end(users.of("alice").open(), log)) {
      calls++;
    }

    assertThat(calls).isLessThan(30);
    assertThat(users.open).hasSize(19).extracting(Connection::id).doesNotContain("old13");
  }

  /** API Gateway does not know a connection until its $connect has ended. */
  @Test
  void end_youngConnections_countAsOpen() {
    long now = Actions.CLOCK.millis();
    var young =
        List.of(new Connection("a", "alice", now - 14_999), new Connection("b", "alice", now));

    assertThat(users.gone(looked::add).end(young, log)).isFalse();
    assertThat(looked).isEmpty();
  }

  @Test
  void end_noResponse_countsAsOpenAndIsLogged() {
    var gone =
        users.gone(
            id -> {
              throw new IllegalStateException("throttled");
            });

    assertThat(gone.end(users.of("alice").open().subList(0, 1), log)).isFalse();
    assertThat(users.open).hasSize(20);
    assertThat(log.lines())
        .containsExactly("[WARN] cannot check whether connection old0 is open: throttled");
  }
}
