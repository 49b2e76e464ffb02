package dev.fanfare.direct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.BroadcastPath;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.outcomes.ConnectionOutcome;
import dev.fanfare.outcomes.ConnectionOutcomes;
import dev.fanfare.outcomes.ReportedBroadcast;
import dev.fanfare.text.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;

/** What becomes of each connection of a direct broadcast. */
class DirectOutcomesTest {
  private DirectStage stage = new DirectStage();

  @BeforeTry
  void begin() {
    stage = new DirectStage();
  }

  /**
   * Property: for all results of posts, each connection is either settled or handed over, never
   * both, and the books of the two parts add up to the total.
   */
  @Property(tries = 200)
  void take_anyOutcomes_settlesOrHandsOverEachConnectionOnce(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int count) throws Exception {
    var random = new Random(seed);
    stage.limit = 100;
    stage.members = DirectStage.connections(count);
    var outcomes = new ArrayList<Outcome>();
    for (int i = 0; i < count; i++) {
      int drawn = random.nextInt(8);
      outcomes.add(drawn < 3 ? Outcome.DELIVERED : drawn == 3 ? null : random(random));
    }
    int offset = random.nextInt(count + 1);
    stage.push =
        (message, connections, priority, longest, log) -> DirectStage.pushed(outcomes, offset);

    DirectStatus taken = stage.take();

    var unsettled = new HashSet<String>();
    var stale = new HashSet<String>();
    for (int i = 0; i < count; i++) {
      Outcome outcome = i < offset ? outcomes.get(i) : null;
      if (outcome == null || outcome.isRetryable()) {
        unsettled.add("c" + i);
      } else if (outcome == Outcome.STALE) {
        stale.add("c" + i);
      }
    }
    assertThat(taken).isEqualTo(unsettled.isEmpty() ? DirectStatus.POSTED : DirectStatus.STARTED);
    assertThat(stage.ended).extracting(Connection::id).containsExactlyInAnyOrderElementsOf(stale);
    if (unsettled.isEmpty()) {
      return;
    }
    assertThat(stage.bucket.connections("broadcasts/m1/missed/0/"))
        .extracting(Connection::id)
        .containsExactlyInAnyOrderElementsOf(unsettled);
    JsonNode input = Json.MAPPER.readTree(stage.named.get(DirectStage.ID));
    assertThat(input.path("requestKey").asText()).isEqualTo("broadcasts/m1/request.json");
    JsonNode handedOver = input.path("handedOver");
    assertThat(handedOver.path("planned").asInt()).isEqualTo(count);
    long settled = 0;
    for (JsonNode each : handedOver.path("settled").path("outcomes")) {
      settled += each.asLong();
    }
    assertThat(settled + unsettled.size()).isEqualTo(count);
    var collected = new ArrayList<ConnectionOutcome>();
    // Acts as if the execution ended after its first round; round 0 contains only settled
    // connections.
    var reported =
        new ReportedBroadcast(
            DirectStage.ID,
            true,
            null,
            count,
            Map.of(),
            1,
            new ReportedBroadcast.MissedShards("", 0, "refused/", 0),
            BroadcastPath.HANDED_OVER);
    stage.bucket.write(
        "broadcasts/m1/rounds/1.json", "{\"round\":1,\"prefix\":\"none/\",\"shards\":0}");
    try (var all = new ConnectionOutcomes(stage.bucket, reported)) {
      all.forEach(collected::add);
    }
    assertThat(collected)
        .extracting(each -> each.connection().id())
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(unsettled)
        .hasSize(count - unsettled.size());
  }

  private static Outcome random(Random random) {
    return List.of(Outcome.STALE, Outcome.SLOW, Outcome.UNREACHABLE, Outcome.REFUSED)
        .get(random.nextInt(4));
  }
}
