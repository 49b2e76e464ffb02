package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.config.Json;
import dev.fanfare.local.faults.Calls;
import dev.fanfare.local.faults.Effect;
import dev.fanfare.local.functions.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The request's own rate reaches every pusher. Shards have ten lines. */
@OnStack(StackKind.SMALL_SHARDS)
class RateTest {

  @Test
  void rate_ofARequest_isToldToThePushersOfEveryRound(Flow flow) {
    flow.connect(flow.names("user", 20));
    flow.inject(
        flow.calls("PushShardFunction").and(Calls.about("shards/")).and(Calls.about("00001.jsonl")),
        Effect.crashBefore());

    Broadcast broadcast = flow.broadcasts().run("{\"data\":1,\"rate\":1000}").succeeded();

    assertThat(broadcast.figure("rounds")).isEqualTo(2);
    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 20L));
    assertThat(ratesToldToPushers(broadcast)).hasSizeGreaterThan(2).containsOnly("1000");
  }

  @Test
  void rate_notAsked_isToldAsNull(Flow flow) {
    flow.connect(flow.names("user", 1));

    Broadcast broadcast = flow.broadcasts().run(toEveryone("1")).succeeded();

    assertThat(ratesToldToPushers(broadcast)).containsExactly("null");
  }

  /** As while a deployment is half done, or after one was taken back. */
  @Test
  void planner_thatKnowsNoRate_isUnderstood(Flow flow) {
    flow.connect(flow.names("user", 1));
    flow.inject(
        flow.calls("PlanShardsFunction"),
        invocation -> invocation.get().thenApply(RateTest::withoutRate));

    Broadcast broadcast = flow.broadcasts().run(toEveryone("1")).succeeded();

    assertThat(ratesToldToPushers(broadcast)).containsExactly("null");
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

  /** One per try, as JSON. */
  private static List<String> ratesToldToPushers(Broadcast broadcast) {
    return History.ofAllChildren(broadcast).stream()
        .flatMap(child -> child.events().stream())
        .filter(event -> event.taskScheduledEventDetails() != null)
        .map(event -> json(event.taskScheduledEventDetails().parameters()))
        .map(parameters -> parameters.at("/Payload/rate").toString())
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
