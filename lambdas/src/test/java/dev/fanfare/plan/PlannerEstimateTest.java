package dev.fanfare.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.archive.MemoryArchive;
import dev.fanfare.archive.MessageArchive;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.estimate.Observation;
import dev.fanfare.estimate.Observations;
import dev.fanfare.estimate.TimeLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The estimate in a plan, and the effects of a plan without a broadcast. */
class PlannerEstimateTest {
  private final PlannerStage stage = new PlannerStage();
  private final MemoryBucket bucket = stage.bucket;
  private final MemoryArchive archive = stage.archive;
  private final ConnectionTableRows table = stage.table;

  @Test
  void plan_dryRun_countsTheAudienceAndArchivesNothing() throws Exception {
    for (int i = 0; i < 40; i++) {
      table.add("u" + i, "c" + i).join("news", "c" + i);
    }
    table.pages(4);
    JsonNode request =
        PlannerStage.request("{\"channels\":[\"news\"],\"data\":1,\"dry_run\":true}");

    PlanShardsResult first = stage.plan(request, null, "a", true);
    PlanShardsResult second = stage.plan(request, first.cursor(), "b", false);

    assertThat(first.estimate()).isNull();
    assertThat(second.written().planned()).isEqualTo(40);
    assertThat(second.estimate().size().connections()).isEqualTo(40);
    assertThat(second.estimate().basis()).contains("assumptions");
    assertThat(bucket.list("broadcasts/spring-sale/shards/")).isEmpty();
    assertThat(archive.messages("news")).isEmpty();
    assertThat(archive.messages(MessageArchive.BROADCASTS)).isEmpty();
  }

  @Test
  void plan_earlierBroadcasts_areTheBasisOfTheEstimate() throws Exception {
    table.add("alice", "c1");
    var seen =
        new Observation(
            "earlier",
            1,
            1,
            new Observation.Posts(8_000, 100, 900),
            new Observation.Times(40, 90, 20));
    bucket.write(BroadcastKeys.OBSERVED, Observations.NOTHING.plus(seen).json());

    var estimate = stage.plan(PlannerStage.request("{\"data\":1}"), null, "a", false).estimate();

    assertThat(estimate.basis()).contains("latest 1 broadcast");
    assertThat(estimate.times().reportedMillis()).isBetween(135L, 165L);
  }

  @Test
  void plan_unreadableMeasurements_estimatesByAssumptions() throws Exception {
    table.add("alice", "c1");
    bucket.write(BroadcastKeys.OBSERVED, "of another version");

    var estimate = stage.plan(PlannerStage.request("{\"data\":1}"), null, "a", false).estimate();

    assertThat(estimate.basis()).contains("assumptions");
  }

  @Test
  void plan_tooSlowForItsExecution_isRefusedAsEarlyAsPossible() throws Exception {
    for (int i = 0; i < 40; i++) {
      table.add("u" + i, "c" + i);
    }
    table.pages(4);
    stage.limit = new TimeLimit(Duration.ofSeconds(10));

    assertThatThrownBy(
            () -> stage.plan(PlannerStage.request("{\"rate\":2,\"data\":1}"), null, "a", false))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("rate is 2: must be at least 5 posts a second to reach 40 ");
    assertThat(archive.after(MessageArchive.BROADCASTS, 0, 10).messages()).isEmpty();
    assertThatThrownBy(
            () ->
                stage.plan(
                    PlannerStage.request("{\"rate\":2,\"data\":1,\"dry_run\":true}"),
                    null,
                    "a",
                    false))
        .hasMessageStartingWith("rate is 2: must be at least 5 ");
    assertThat(
            stage
                .plan(
                    PlannerStage.request("{\"rate\":2,\"ttl_seconds\":10,\"data\":1}"),
                    null,
                    "b",
                    false)
                .written()
                .planned())
        .isEqualTo(40);
  }
}
