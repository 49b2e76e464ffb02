package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.text.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./fanfare estimate}, and the estimate in the report. Shards have ten lines. */
@OnStack(StackKind.SMALL_SHARDS)
class EstimateCommandIT {

  @Test
  void estimate_audienceOfARequest_isCountedAndReceivesNothing(Flow flow, @TempDir Path folder)
      throws Exception {
    List<String> users = flow.names("user", 12);
    flow.connect(users);
    String id = flow.name("sale");
    Path request =
        Files.writeString(
            folder.resolve("request.json"),
            "{\"id\":\"%s\",\"exclude_users\":[\"%s\"],\"data\":1}".formatted(id, users.get(0)));

    ToolCall call = ToolCall.of(flow, "estimate", "--json", request.toString());

    assertThat(call.exitCode()).as(call.err()).isZero();
    JsonNode estimate = Json.MAPPER.readTree(call.out()).path("estimate");
    assertThat(estimate.path("connections").asInt()).isEqualTo(11);
    assertThat(estimate.path("shards").asInt()).isEqualTo(2);
    assertThat(flow.received()).allMatch(client -> client.texts().isEmpty());
    // The estimate does not use up the broadcast's id.
    assertThat(flow.broadcasts().exists(id)).isFalse();
  }

  @Test
  void estimate_afterABroadcast_usesItsDurations(Flow flow) throws Exception {
    flow.connect(flow.names("user", 3));

    Broadcast broadcast = flow.broadcasts().run(toEveryone("1")).succeeded();
    ToolCall call = ToolCall.of(flow, "estimate", "--connections", "3", "--json");

    JsonNode estimate = broadcast.report().path("estimate");
    assertThat(estimate.path("connections").asInt()).isEqualTo(3);
    assertThat(estimate.path("reportedMillis").asLong()).isPositive();
    assertThat(broadcast.report().path("tookMillis").asLong()).isPositive();
    assertThat(Json.MAPPER.readTree(call.out()).at("/estimate/basis").asText())
        .startsWith("the durations of this stack's latest ");
  }

  @Test
  void estimate_tenMillion_showsFloorCostAndTheQuotaForADeadline(Flow flow) {
    ToolCall call =
        ToolCall.of(flow, "estimate", "--connections=10M", "--bytes=1000", "--deadline=1ms");

    assertThat(call.exitCode()).isEqualTo(1);
    assertThat(call.out())
        .contains("10,000,000 connections (assumed), 1,000 bytes each")
        .containsPattern("floor +\\d+")
        .containsPattern("API Gateway +\\$10\\.00")
        .containsPattern(
            "clients +a million of each; a message goes to ten members\n    connect +\\$3\\.")
        .contains("to keep this many connections open takes 1,389 new ones a second")
        .contains("No setting or quota reaches everyone within 0.00 s");
  }

  @Test
  void estimate_enoughTime_succeeds(Flow flow) {
    ToolCall call = ToolCall.of(flow, "estimate", "--connections=10", "--deadline=1h");

    assertThat(call.exitCode()).isZero();
    assertThat(call.out()).contains("The current settings reach everyone within 1 h 00 min.");
  }

  @Test
  void estimate_invalidCalls_areRefused(Flow flow, @TempDir Path folder) throws Exception {
    Path bad = Files.writeString(folder.resolve("bad.json"), "{\"data\":1,\"dry_run\":1}");

    assertThat(ToolCall.of(flow, "estimate", "--connections=many").exitCode()).isEqualTo(2);
    assertThat(ToolCall.of(flow, "estimate", "--rate=0").err()).contains("rate is 0: must be");
    assertThat(ToolCall.of(flow, "estimate", bad.toString()).err())
        .contains("dry_run is 1: must be true or false");
  }
}
