package dev.fanfare.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.archive.MemoryArchive;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.config.ConfigurationException;
import dev.fanfare.config.LambdaRuntime;
import dev.fanfare.config.SampleEvents;
import dev.fanfare.config.TestContext;
import dev.fanfare.plan.ConnectionTableRows;
import dev.fanfare.plan.Forecasts;
import dev.fanfare.plan.MemoryExecutions;
import dev.fanfare.plan.Planner;
import dev.fanfare.text.Json;
import dev.fanfare.wiring.PlanWiring;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class PlanShardsHandlerTest {
  private static final String REQUEST = "broadcasts/spring-sale/request.json";
  private static final String MESSAGE = "broadcasts/spring-sale/message";

  private static final String REPORT =
      "{\"broadcastId\":\"spring-sale\",\"planned\":3,\"outcomes\":{},\"round\":2,"
          + "\"missedPrefix\":\"broadcasts/spring-sale/missed/2/\",\"missedShards\":1}";

  private final MemoryBucket bucket = new MemoryBucket();
  private String input;
  private final MemoryExecutions executions = new MemoryExecutions();
  private final ConnectionTableRows table =
      new ConnectionTableRows()
          .add("user-1", "c1")
          .add("user-1", "c3")
          .add("user-2", "c2")
          .add("user-2", "c4")
          .add("user-3", "c5");

  @Test
  void handleRequest_storedRequest_isPlannedFromTheBucket() throws Exception {
    bucket.write(REQUEST, "{ \"users\": [\"user-2\"], \"data\": [ 1.10 ] }");

    JsonNode answer = call("stored-request");

    assertThat(answer.path("estimate").path("connections").asInt()).isEqualTo(2);
    assertThat(answer.toString())
        .startsWith(
            "{\"finished\":true,\"prefix\":\"broadcasts/spring-sale/shards/i/\","
                + "\"messageKey\":\"broadcasts/spring-sale/message\",\"planned\":2,\"shards\":1,"
                + "\"expiresAt\":null,\"rate\":null,\"priority\":\"normal\",\"cursor\":null,\"dryRun\":false,"
                + "\"plannedAt\":\"2026-11-22T08:00:01Z\",\"estimate\":{");
    assertThat(bucket.text(MESSAGE)).isEqualTo("[1.10]");
    assertThat(bucket.text(REQUEST)).startsWith("{ \"users\"");
  }

  @Test
  void handleRequest_everyone_isPlannedFromTheInputAndStored() throws Exception {
    JsonNode answer = call("everyone");

    assertThat(answer.path("planned").asInt()).isEqualTo(5);
    assertThat(answer.path("expiresAt").asLong()).isEqualTo(1795335000123L);
    assertThat(answer.path("rate")).hasToString("500");
    assertThat(bucket.text(MESSAGE)).isEqualTo("{\"hello\":\"wörld 🎉\",\"price\":1.10}");
    assertThat(bucket.text(REQUEST)).contains("\"ttl_seconds\":600");
  }

  @Test
  void handleRequest_usersAndExclusions_planTheOthers() throws Exception {
    JsonNode answer = call("users-and-exclusions");

    assertThat(bucket.connections(answer.path("prefix").asText()))
        .extracting(Connection::id)
        .containsExactlyInAnyOrder("c1", "c5");
  }

  @Test
  void handleRequest_channels_areReadWithTheAttributesOfTheFilter() throws Exception {
    table
        .join("news", "c1", plan("pro"))
        .join("sports", "c1", plan("pro"))
        .join("news", "c2", plan("pro"))
        .join("news", "c3", plan("team"))
        .join("sports", "c4", plan("team"))
        .join("sports", "c5", plan("free"))
        .join("sports", "c6", Map.of())
        .join("weather", "c7", plan("pro"));

    JsonNode answer = call("channels");

    assertThat(bucket.connections(answer.path("prefix").asText()))
        .containsExactlyInAnyOrder(
            new Connection("c1", "u-c1", 0), new Connection("c4", "u-c4", 0));
  }

  private static Map<String, AttributeValue> plan(String plan) {
    return Map.of("attributes", AttributeValue.fromM(Map.of("plan", AttributeValue.fromS(plan))));
  }

  @Test
  void handleRequest_emptyAudience_isFinishedWithoutAShard() throws Exception {
    JsonNode answer = call("empty-audience");

    assertThat(answer.path("finished").asBoolean()).isTrue();
    assertThat(answer.path("planned").asInt()).isZero();
    assertThat(answer.path("shards").asInt()).isZero();
    assertThat(bucket.text(MESSAGE)).isEqualTo("\"now\"");
  }

  @Test
  void handleRequest_cursor_continuesItsPlan() throws Exception {
    JsonNode answer = call("with-cursor");

    assertThat(answer.path("prefix").asText()).isEqualTo("broadcasts/spring-sale/shards/first/");
    assertThat(answer.path("planned").asInt()).isEqualTo(4 + 2);
    assertThat(answer.path("shards").asInt()).isEqualTo(3);
    assertThat(bucket.connections("broadcasts/spring-sale/shards/first/00002.jsonl"))
        .extracting(Connection::id)
        .containsExactlyInAnyOrder("c4", "c5");
  }

  @Test
  void handleRequest_earlierCursor_startsANewPlan() throws Exception {
    call("with-cursor");
    JsonNode answer = call("with-cursor");

    assertThat(answer.path("prefix").asText()).isEqualTo("broadcasts/spring-sale/shards/i/");
    assertThat(answer.path("planned").asInt()).isEqualTo(5);
  }

  @Test
  void handleRequest_timeIsUp_returnsACursorThatItAccepts() throws Exception {
    table.pages(1);
    var payload = (ObjectNode) Json.MAPPER.readTree(SampleEvents.read("PlanShards", "everyone"));
    input = payload.path("request").toString();
    JsonNode answer;
    int calls = 0;
    do {
      answer =
          LambdaRuntime.call(
              handler(), Json.MAPPER.writeValueAsBytes(payload), new TestContext("i" + calls, 0));
      payload.set("cursor", answer.path("cursor"));
      calls++;
    } while (!answer.path("finished").asBoolean());

    assertThat(calls).isGreaterThan(1);
    assertThat(bucket.connections("broadcasts/spring-sale/shards/i0/"))
        .extracting(Connection::id)
        .containsExactlyInAnyOrder("c1", "c2", "c3", "c4", "c5");
  }

  @Test
  void handleRequest_resend_takesTheMissedConnectionsAndTheMessage() throws Exception {
    bucket.write("broadcasts/spring-sale/report.json", REPORT);
    bucket.write("broadcasts/spring-sale/message", "[1.10]");
    bucket.write("broadcasts/spring-sale/missed/2/00000.jsonl", "[\"c2\",\"user-2\",5]\n");

    JsonNode answer = call("resend");

    assertThat(answer.path("planned").asInt()).isEqualTo(1);
    assertThat(bucket.text("broadcasts/spring-sale-again/message")).isEqualTo("[1.10]");
    assertThat(bucket.connections(answer.path("prefix").asText()))
        .containsExactly(new Connection("c2", "user-2", 5));
  }

  @Test
  void handleRequest_correctionOfARunningBroadcast_isRefused() {
    bucket.write("broadcasts/spring-sale/report.json", REPORT);
    executions.with("spring-sale", "RUNNING");

    assertThatThrownBy(() -> call("correction"))
        .isExactlyInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "correct_of is \"spring-sale\": must have its final report, but is still being sent: try again later");
  }

  @Test
  void handleRequest_brokenRule_failsWithTheErrorThatTheStateMachineKnows() {
    assertThatThrownBy(() -> call("broken-rule"))
        .isExactlyInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("exclude_user");
    assertThat(bucket.list("broadcasts/")).isEmpty();
  }

  @Test
  void handleRequest_anotherId_isRefused() {
    assertThatThrownBy(() -> call("another-id"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("id is \"summer-sale\"")
        .hasMessageContaining("\"spring-sale\"");
  }

  @Test
  void handleRequest_requestNotStored_isRefused() {
    assertThatThrownBy(() -> call("stored-request"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("requestKey is \"" + REQUEST + "\": must be in the bucket, but it is missing");
  }

  @Test
  void planner_invalidVariables_reportsEachProblem() {
    var missing =
        catchThrowableOfType(
            ConfigurationException.class, () -> new PlanWiring(Map.of()).planner());
    assertThat(missing.problems())
        .containsExactly(
            "BROADCAST_BUCKET is missing: must be set",
            "CONNECTIONS_TABLE is missing: must be set",
            "SUBSCRIPTIONS_TABLE is missing: must be set",
            "MESSAGES_TABLE is missing: must be set",
            "PROGRESS_TABLE is missing: must be set",
            "STATE_MACHINE_ARN is missing: must be set",
            "RETENTION_DAYS is missing: must be set",
            "ACCOUNT_POST_RATE is missing: must be set",
            "POST_RATE_PERCENT is missing: must be set",
            "CLIENT_RATE_PERCENT is missing: must be set",
            "SHARD_SIZE is missing: must be set",
            "PUSH_CONCURRENCY is missing: must be set",
            "POSTS_IN_FLIGHT is missing: must be set",
            "PUSH_TIMEOUT_SECONDS is missing: must be set");

    var variables = new TreeMap<>(Map.of("BROADCAST_BUCKET", "b", "CONNECTIONS_TABLE", "t"));
    variables.put("SUBSCRIPTIONS_TABLE", "s");
    variables.put("MESSAGES_TABLE", "m");
    variables.put("PROGRESS_TABLE", "p");
    variables.put("STATE_MACHINE_ARN", "a");
    variables.put("RETENTION_DAYS", "14");
    variables.put("ACCOUNT_POST_RATE", "10000");
    variables.put("POST_RATE_PERCENT", "80");
    variables.put("CLIENT_RATE_PERCENT", "20");
    variables.put("SHARD_SIZE", "100001");
    variables.put("PUSH_CONCURRENCY", "10");
    variables.put("POSTS_IN_FLIGHT", "100");
    variables.put("PUSH_TIMEOUT_SECONDS", "300");
    assertThatThrownBy(() -> new PlanWiring(variables).planner())
        .hasMessage(
            "bad configuration: SHARD_SIZE is \"100001\": must be a whole number from 1 to"
                + " 100000");
  }

  @Test
  void handleRequest_dryRun_reportsAndLeavesNothingToPush() throws Exception {
    JsonNode answer = call("dry-run");

    assertThat(answer.path("planned").asInt()).isEqualTo(5);
    assertThat(answer.path("shards").asInt()).isEqualTo(1);
    assertThat(answer.path("dryRun").asBoolean()).isTrue();
    assertThat(bucket.list("broadcasts/spring-sale/"))
        .containsExactly("broadcasts/spring-sale/report.json", REQUEST);
    JsonNode report = Json.MAPPER.readTree(bucket.text("broadcasts/spring-sale/report.json"));
    assertThat(report.path("dryRun").asBoolean()).isTrue();
    assertThat(report.path("planned").asInt()).isEqualTo(5);
    assertThat(report.path("estimate")).isEqualTo(answer.path("estimate"));
    assertThat(report.path("estimate").path("millis").path("push").asLong()).isEqualTo(3_096);
  }

  private JsonNode call(String sample) throws IOException {
    input =
        Json.MAPPER.readTree(SampleEvents.read("PlanShards", sample)).path("request").toString();
    return LambdaRuntime.call(
        handler(), SampleEvents.read("PlanShards", sample), TestContext.ofInvocation("i"));
  }

  private PlanShardsHandler handler() {
    return new PlanShardsHandler(
        new Planner(
            bucket,
            new MemoryArchive(),
            table.audiences(),
            executions.broadcasts(bucket),
            name -> input,
            Forecasts.of(bucket, 100),
            Runnable::run,
            () -> 0));
  }
}
