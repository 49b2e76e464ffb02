package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tables.SessionRow;
import dev.fanfare.tables.StaleRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A connect adds a row, a disconnect removes it, and the stack detects clients that vanish. */
@OnStack(StackKind.SMALL_SHARDS)
class ConnectionsIT {

  @Test
  void client_vanished_isRecordedAsStaleAndPruned(Flow flow) {
    String gone = flow.name("gone");
    flow.connect(List.of(gone, flow.name("ann"), flow.name("bob")));
    String goneId = flow.rows().connections(gone).get(0).get(ConnectionRow.CONNECTION_ID).s();
    flow.vanish(1);

    Broadcast broadcast = flow.broadcasts().run(toEveryone("1")).succeeded();

    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 2L, "stale", 1L));
    assertThat(broadcast.figure("pruned")).isEqualTo(1);
    assertThat(flow.rows().stale(broadcast.id()))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.get(StaleRow.CONNECTION_ID).s()).isEqualTo(goneId);
              assertThat(row.get(StaleRow.USER_ID).s()).isEqualTo(gone);
              assertThat(Long.parseLong(row.get(StaleRow.EXPIRES_AT).n()))
                  .isCloseTo(Instant.now().plus(Duration.ofDays(14)).getEpochSecond(), within(60L));
            });
    assertThat(flow.rows().connections(gone)).isEmpty();
    assertThat(flow.rows().connections()).hasSize(2);
    flow.assertReceived("1", user -> !user.equals(gone));
  }

  /** At the limit, sockets that closed without a $disconnect make room for new ones. */
  @Test
  void user_allSocketsDropped_mayConnectAgain(Flow flow) {
    String ann = flow.name("ann");
    flow.connect(Collections.nCopies(20, ann));
    flow.vanish(20);
    assertThat(flow.rows().connections(ann)).hasSize(20);
    var user = Map.of("user_id", ann);

    // A connection younger than YoungSeconds may not be open yet.
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              var client = PlainClient.connect(flow.endpoints().sockets(), user, Optional.empty());
              client.close();
              return client.status() == PlainClient.LET_IN;
            });

    assertThat(flow.rows().connections(ann)).hasSizeLessThanOrEqualTo(20);
    assertThat(flow.rows().sessions(ann))
        .isNotEmpty()
        .anySatisfy(row -> assertThat(row.get(SessionRow.ESTIMATED).bool()).isTrue());
    // Nothing else would close the other connections of these users.
    flow.rows().deleteConnections();
  }

  @Test
  void client_disconnected_hasNoRow(Flow flow) {
    String ann = flow.name("ann");
    flow.connect(List.of(ann, ann));
    assertThat(flow.rows().connections(ann)).hasSize(2);

    flow.received();

    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> flow.rows().connections(ann).isEmpty());
  }
}
