package dev.fanfare.handlers;

import static dev.fanfare.broadcast.Outcome.DELIVERED;
import static dev.fanfare.broadcast.Outcome.SLOW;
import static dev.fanfare.broadcast.Outcome.STALE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.config.ConfigurationException;
import dev.fanfare.config.LambdaRuntime;
import dev.fanfare.config.SampleEvents;
import dev.fanfare.config.TestContext;
import dev.fanfare.reduce.BooksImbalanceException;
import dev.fanfare.reduce.MapRun;
import dev.fanfare.reduce.PushedShard;
import dev.fanfare.reduce.Reducing;
import dev.fanfare.text.Json;
import dev.fanfare.wiring.ReduceWiring;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReduceOutcomesHandlerTest {
  private static final String FOLDER = "broadcasts/spring-sale/";
  private static final String PREFIX = FOLDER + "shards/first/";
  private static final String REPORT = FOLDER + "report.json";

  private static final Instant NOW = Instant.parse("2026-11-22T08:00:12.345Z");

  private final MemoryBucket bucket = new MemoryBucket();
  private final List<String> stale = new ArrayList<>();
  private final TestContext context = TestContext.ofInvocation("i");
  private final ReduceOutcomesHandler handler =
      new ReduceOutcomesHandler(
          Reducing.reducer(
              bucket,
              (id, connections) -> connections.forEach(c -> stale.add(c.id())),
              10,
              Clock.fixed(NOW, ZoneOffset.UTC)));

  @Test
  void handleRequest_firstRound_returnsWhatTheStateMachineNeeds() throws IOException {
    pushFirstRound();

    JsonNode answer = call("first-round");

    assertThat(answer.path("outcomes"))
        .hasToString(
            "{\"delivered\":13,\"stale\":1,\"slow\":1,\"unreachable\":10,"
                + "\"refused\":0,\"expired\":0,\"cancelled\":0}");
    assertThat(answer.path("missed").asLong()).isEqualTo(11);
    assertThat(answer.path("missedPrefix").asText()).isEqualTo(FOLDER + "missed/1/");
    assertThat(answer.path("missedShards").asInt()).isEqualTo(2);
    assertThat(answer.path("reportKey").asText()).isEqualTo(REPORT);
    assertThat(answer.path("settled").path("outcomes").path("delivered").asLong()).isEqualTo(13);
    assertThat(answer.path("settled").path("outcomes").path("slow").asLong()).isZero();
    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactly(
            "finished",
            "cursor",
            "outcomes",
            "missed",
            "retryable",
            "missedPrefix",
            "missedShards",
            "reportKey",
            "final",
            "settled");
    assertThat(answer.path("finished").asBoolean()).isTrue();
    assertThat(stale).containsExactly("c0-13");
  }

  @Test
  void handleRequest_firstRound_writesTheReport() throws IOException {
    pushFirstRound();
    call("first-round");

    JsonNode report = Json.MAPPER.readTree(bucket.text(REPORT));

    assertThat(report.fieldNames())
        .toIterable()
        .containsExactly(
            "broadcastId",
            "path",
            "final",
            "complete",
            "planned",
            "outcomes",
            "roundOutcomes",
            "missed",
            "retryable",
            "missedPrefix",
            "missedShards",
            "refusedPrefix",
            "refusedShards",
            "round",
            "shards",
            "unfinishedShards",
            "mapRunFailure",
            "posts",
            "postLatencyMicros",
            "startedAt",
            "endedAt",
            "tookMillis",
            "estimate");
    assertThat(report.path("startedAt").asText()).isEqualTo("2026-11-22T08:00:00.000Z");
    assertThat(report.path("tookMillis").asLong()).isEqualTo(12_345);
    assertThat(report.path("complete").asBoolean()).isFalse();
    assertThat(report.path("planned").asLong()).isEqualTo(25);
    assertThat(report.path("shards").asInt()).isEqualTo(2);
    assertThat(report.path("posts").asLong()).isEqualTo(15);
    assertThat(report.path("unfinishedShards"))
        .hasToString(
            "[{\"shardKey\":\""
                + PREFIX
                + "00001.jsonl\",\"trouble\":\"the child execution child-0 ended FAILED with"
                + " States.Timeout\"}]");
    assertThat(report.path("postLatencyMicros").path("p99").asLong()).isBetween(20_000L, 20_200L);
  }

  @Test
  void handleRequest_firstRound_logsOneMetricLine() throws IOException {
    pushFirstRound();
    call("first-round");

    assertThat(context.log()).hasSize(1);
    JsonNode line = Json.MAPPER.readTree(context.log().get(0));
    assertThat(line.path("broadcastId").asText()).isEqualTo("spring-sale");
    assertThat(line.path("delivered").asLong()).isEqualTo(13);
    assertThat(line.path("_aws").path("Timestamp").asLong()).isPositive();
  }

  @Test
  void handleRequest_littleTime_continuesFromItsCursor() throws IOException {
    pushFirstRound();
    var inAHurry = new TestContext("a-call", 0);

    JsonNode first =
        LambdaRuntime.call(handler, SampleEvents.read("ReduceOutcomes", "first-round"), inAHurry);
    var event = (ObjectNode) Json.MAPPER.readTree(SampleEvents.read("ReduceOutcomes", "continued"));
    event.set("cursor", first.path("cursor"));
    JsonNode second = LambdaRuntime.call(handler, Json.MAPPER.writeValueAsBytes(event), context);

    assertThat(first.path("finished").asBoolean()).isFalse();
    assertThat(first.path("cursor").toString())
        .isEqualTo("{\"collected\":null,\"booked\":\"%sreducing/1/a-call/\"}".formatted(FOLDER));
    assertThat(inAHurry.log()).as("metrics come at the end").isEmpty();
    assertThat(second.path("finished").asBoolean()).isTrue();
    assertThat(second.path("missed").asLong()).isEqualTo(11);
    assertThat(stale).containsExactly("c0-13");
  }

  /** The execution's definition does not know the cursor. */
  @Test
  void handleRequest_executionFromBeforeADeployment_isReducedInOneCall() throws IOException {
    pushFirstRound();
    var event =
        (ObjectNode) Json.MAPPER.readTree(SampleEvents.read("ReduceOutcomes", "first-round"));
    event.remove(List.of("execution", "cursor", "mapRunFailure"));

    JsonNode answer =
        LambdaRuntime.call(
            handler, Json.MAPPER.writeValueAsBytes(event), new TestContext("a-call", 0));

    assertThat(answer.path("finished").asBoolean()).isTrue();
    assertThat(answer.path("missed").asLong()).isEqualTo(11);
  }

  @Test
  void handleRequest_secondRound_reportsTheWholeBroadcast() throws IOException {
    PushedShard.write(bucket, FOLDER + "missed/1/", 10, 1);
    new MapRun(FOLDER + "outcomes/b4ba2a1f-3c1b-3a7c-8f2e-0f8b1d1c2e3a/")
        .finished(FOLDER + "missed/1/00000.jsonl", pushed(10, DELIVERED))
        .finished(FOLDER + "missed/1/00001.jsonl", pushed(1, STALE))
        .write(bucket);

    JsonNode answer = call("second-round");

    assertThat(answer.path("outcomes").path("delivered").asLong()).isEqualTo(23);
    assertThat(answer.path("outcomes").path("stale").asLong()).isEqualTo(2);
    assertThat(answer.path("missed").asLong()).isZero();
    assertThat(answer.path("settled").path("posts").asLong()).isEqualTo(22 + 11);
    assertThat(Json.MAPPER.readTree(bucket.text(REPORT)).path("complete").asBoolean()).isTrue();
  }

  @Test
  void handleRequest_singleShard_isBookedWithoutResultFiles() throws IOException {
    PushedShard.write(bucket, PREFIX, 5);

    JsonNode answer = call("only-shard");

    assertThat(answer.path("outcomes").path("delivered").asLong()).isEqualTo(3);
    assertThat(answer.path("missed").asLong()).isEqualTo(1);
    assertThat(answer.path("settled").path("posts").asLong()).isEqualTo(7);
    assertThat(stale).containsExactly("c0-1");
  }

  @Test
  void handleRequest_singleShardOfACrashedPusher_isMissedAndReported() throws IOException {
    PushedShard.write(bucket, PREFIX, 5);

    JsonNode answer = call("only-shard-crashed");

    assertThat(answer.path("outcomes").path("unreachable").asLong()).isEqualTo(5);
    assertThat(Json.MAPPER.readTree(bucket.text(REPORT)).at("/unfinishedShards/0/trouble").asText())
        .startsWith("Runtime.ExitError");
  }

  @Test
  void handleRequest_emptyAudience_isComplete() throws IOException {
    JsonNode answer = call("empty-audience");

    assertThat(answer.path("missed").asLong()).isZero();
    assertThat(answer.path("missedShards").asInt()).isZero();
    assertThat(Json.MAPPER.readTree(bucket.text(REPORT)).path("complete").asBoolean()).isTrue();
  }

  /** The fields of the payload's groups are as strict as those of any other payload. */
  @Test
  void handleRequest_unknownField_isRefused() {
    byte[] event =
        new String(SampleEvents.read("ReduceOutcomes", "empty-audience"), UTF_8)
            .replace("\"planned\"", "\"plannd\": 1, \"planned\"")
            .getBytes(UTF_8);

    assertThatThrownBy(() -> LambdaRuntime.call(handler, event, context))
        .hasMessageContaining("Unrecognized field \"plannd\"");
  }

  @Test
  void handleRequest_imbalance_failsWithTheErrorThatTheStateMachineKnows() {
    PushedShard.write(bucket, PREFIX, 24);
    MapRun.ofBroadcast("spring-sale").write(bucket);

    assertThatThrownBy(() -> call("first-round"))
        .isExactlyInstanceOf(BooksImbalanceException.class);
    assertThat(context.log()).isEmpty();
  }

  /**
   * Even for a large broadcast with many problems, the answer is far below the size limit of a
   * state.
   */
  @Test
  void handleRequest_manyUnfinishedShards_returnsASmallAnswer() throws IOException {
    int[] sizes = new int[500];
    Arrays.fill(sizes, 20);
    PushedShard.write(bucket, PREFIX, sizes);
    var results = MapRun.ofBroadcast("spring-sale");
    for (int shard = 0; shard < 500; shard++) {
      results.unfinished(PREFIX + "%05d.jsonl".formatted(shard), pushed(20, SLOW), "x".repeat(900));
    }
    results.write(bucket);
    byte[] event =
        new String(SampleEvents.read("ReduceOutcomes", "first-round"), UTF_8)
            .replace("\"planned\": 25", "\"planned\": 10000")
            .getBytes(UTF_8);

    JsonNode answer = LambdaRuntime.call(handler, event, context);

    assertThat(answer.path("missed").asLong()).isEqualTo(10_000);
    assertThat(answer.toString().length()).isLessThan(AwsLimits.STATE_BYTES / 20);
  }

  @Test
  void reducer_noVariables_reportsAllThatAreMissing() {
    var failure =
        catchThrowableOfType(
            ConfigurationException.class, () -> new ReduceWiring(Map.of()).reducer());

    assertThat(failure.problems())
        .containsExactly(
            "BROADCAST_BUCKET is missing: must be set",
            "STALE_TABLE is missing: must be set",
            "SHARD_SIZE is missing: must be set",
            "RETENTION_DAYS is missing: must be set");
  }

  /** Fifteen lines of one shard have an outcome each; the other shard's ten lines have none. */
  private void pushFirstRound() {
    List<String> shards = PushedShard.write(bucket, PREFIX, 15, 10);
    var outcomes = new ArrayList<>(Collections.nCopies(13, DELIVERED));
    outcomes.addAll(List.of(STALE, SLOW));
    MapRun.ofBroadcast("spring-sale")
        .finished(shards.get(0), PushedShard.progress(outcomes))
        .failed(shards.get(1), "States.Timeout")
        .write(bucket);
  }

  private JsonNode call(String sample) throws IOException {
    return LambdaRuntime.call(handler, SampleEvents.read("ReduceOutcomes", sample), context);
  }

  private static Progress pushed(int lines, Outcome outcome) {
    return PushedShard.progress(Collections.nCopies(lines, outcome));
  }
}
