package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.local.lambda.Invocation;
import dev.fanfare.tests.faults.Calls;
import dev.fanfare.tests.faults.Effect;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every pusher gets the rate that the request sets. Shards have ten lines. */
@OnStack(StackKind.SMALL_SHARDS)
class RateIT {

  @Test
  void rate_ofARequest_isPassedToThePushersOfEveryRound(Flow flow) {
    flow.connect(flow.names("user", 20));
    flow.inject(
        flow.calls("PushShardFunction").and(Calls.about("shards/")).and(Calls.about("00001.jsonl")),
        Effect.crashBefore());

    Broadcast broadcast = flow.broadcasts().run("{\"data\":1,\"rate\":1000}").succeeded();

    assertThat(broadcast.figure("rounds")).isEqualTo(2);
    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 20L));
    assertThat(ratesToldToPushers(broadcast))
        .as("one broadcast's shard, the other's three, and that of the missed round")
        .hasSize(5)
        .containsOnly("1000");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 11})
  void rate_notRequested_isPassedAsNull(int clients, Flow flow) {
    flow.connect(flow.names("user", clients));

    Broadcast broadcast = flow.broadcasts().run(toEveryone("1")).succeeded();

    assertThat(ratesToldToPushers(broadcast)).hasSize(clients / 10 + 1).containsOnly("null");
  }

  /** The situation during a partial deployment, or after a rollback. */
  @ParameterizedTest
  @ValueSource(ints = {1, 11})
  void planner_withoutRates_isSupported(int clients, Flow flow) {
    flow.connect(flow.names("user", clients));
    flow.inject(
        flow.calls("PlanShardsFunction"),
        invocation -> invocation.get().thenApply(RateIT::withoutRate));

    Broadcast broadcast = flow.broadcasts().run(toEveryone("1")).succeeded();

    assertThat(ratesToldToPushers(broadcast)).hasSize(clients / 10 + 1).containsOnly("null");
    flow.assertReceived("1", user -> true);
  }

  private static Invocation withoutRate(Invocation answered) {
    try {
      var plan = (ObjectNode) Json.MAPPER.readTree(answered.payload());
      assertThat(plan.remove("rate")).as("the plan's rate").isNotNull();
      return new Invocation(
          answered.requestId(),
          answered.executedVersion(),
          Json.MAPPER.writeValueAsBytes(plan),
          answered.functionError());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One JSON entry per attempt. */
  private static List<String> ratesToldToPushers(Broadcast broadcast) {
    return History.ofAll(broadcast).stream()
        .flatMap(child -> child.events().stream())
        .filter(event -> event.taskScheduledEventDetails() != null)
        .map(event -> json(event.taskScheduledEventDetails().parameters()))
        .map(parameters -> parameters.at("/Payload"))
        .filter(line -> line.has("shardKey"))
        .map(line -> line.get("rate").toString())
        .toList();
  }

  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
