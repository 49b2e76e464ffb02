package dev.fanfare.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.sessions.Session;
import dev.fanfare.channels.sessions.SessionCloser;
import dev.fanfare.config.ConfigurationException;
import dev.fanfare.config.LambdaRuntime;
import dev.fanfare.config.SampleEvents;
import dev.fanfare.config.TestContext;
import dev.fanfare.prune.Pruning;
import dev.fanfare.prune.StaleRecords;
import dev.fanfare.wiring.PruneWiring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PruneStaleHandlerTest {
  private final List<String> read = new ArrayList<>();
  private final List<String> deleted = new ArrayList<>();

  /** Three records in each partition, two per page. */
  private final StaleRecords records =
      (broadcastId, partition, after) -> {
        read.add(broadcastId + " " + partition + " " + after);
        return after == null
            ? new StaleRecords.Page(List.of(row(partition, 0), row(partition, 1)), false)
            : new StaleRecords.Page(List.of(row(partition, 2)), true);
      };

  private final PruneStaleHandler handler =
      new PruneStaleHandler(
          new Pruning(records, new SessionCloser(this::end), Clock.systemUTC(), Runnable::run));

  private List<Session> end(List<Connection> stale, long endedAt, boolean estimated) {
    stale.forEach(connection -> deleted.add(connection.id()));
    return List.of();
  }

  @Test
  void handleRequest_firstCall_prunesEveryPartition() throws IOException {
    JsonNode answer = call("first-call", 300_000);

    assertThat(answer).hasToString("{\"finished\":true,\"pruned\":48,\"cursor\":null}");
    assertThat(deleted).hasSize(48).doesNotHaveDuplicates();
    assertThat(read).hasSize(32).contains("spring-sale 0 null", "spring-sale 0 c0-1");
  }

  @Test
  void handleRequest_cursor_continuesFromThere() throws IOException {
    JsonNode answer = call("within-partitions", 300_000);

    assertThat(read)
        .containsExactly("spring-sale 3 c3-1", "spring-sale 15 null", "spring-sale 15 c15-1");
    assertThat(answer).hasToString("{\"finished\":true,\"pruned\":46,\"cursor\":null}");
  }

  /** Executions that run during an update pass on the output of the previous version. */
  @Test
  void handleRequest_cursorOfAnEarlierVersion_startsAgain() throws IOException {
    JsonNode answer = call("earlier-cursor", 300_000);

    assertThat(deleted).hasSize(48).doesNotHaveDuplicates();
    assertThat(answer.path("pruned").asLong()).isEqualTo(48);
  }

  @Test
  void handleRequest_timeIsUp_prunesAPageOfEachAndReturnsACursorThatItAccepts() throws IOException {
    JsonNode answer = call("first-call", 0);

    assertThat(answer.path("finished").asBoolean()).isFalse();
    assertThat(answer.path("pruned").asLong()).isEqualTo(32);
    assertThat(answer.at("/cursor/partitions")).hasSize(16);
    assertThat(answer.at("/cursor/partitions/0"))
        .hasToString("{\"partition\":0,\"after\":\"c0-1\"}");
    String next = "{\"broadcastId\":\"spring-sale\",\"cursor\":" + answer.path("cursor") + "}";
    JsonNode end =
        LambdaRuntime.call(
            handler, next.getBytes(StandardCharsets.UTF_8), TestContext.ofInvocation("i"));
    assertThat(end.path("pruned").asLong()).isEqualTo(48);
    assertThat(deleted).hasSize(48).doesNotHaveDuplicates();
  }

  @Test
  void handleRequest_unknownField_isRefused() {
    String payload = "{\"broadcastId\":\"b\",\"cursor\":null,\"cursr\":1}";

    assertThatThrownBy(
            () ->
                LambdaRuntime.call(
                    handler,
                    payload.getBytes(StandardCharsets.UTF_8),
                    TestContext.ofInvocation("i")))
        .hasMessageContaining("cursr");
  }

  @Test
  void pruning_noVariables_reportsAllThatAreMissing() {
    var failure =
        catchThrowableOfType(
            ConfigurationException.class, () -> new PruneWiring(Map.of()).pruning());

    assertThat(failure.problems())
        .containsExactly(
            "CONNECTIONS_TABLE is missing: must be set",
            "SUBSCRIPTIONS_TABLE is missing: must be set",
            "SUBSCRIPTIONS_BY_ID_INDEX is missing: must be set",
            "SESSIONS_TABLE is missing: must be set",
            "STALE_TABLE is missing: must be set",
            "RETENTION_DAYS is missing: must be set");
  }

  private JsonNode call(String sample, int remainingMillis) throws IOException {
    return LambdaRuntime.call(
        handler, SampleEvents.read("PruneStale", sample), new TestContext("i", remainingMillis));
  }

  private static Connection row(int partition, int number) {
    return new Connection("c" + partition + "-" + number, "u", 0);
  }
}
