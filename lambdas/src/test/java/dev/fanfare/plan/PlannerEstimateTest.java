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
import dev.fanfare.estimate.Observed;
import dev.fanfare.estimate.TimeLimit;
import dev.fanfare.text.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The estimate in a plan, and the effects of a plan without a broadcast. */
class PlannerEstimateTest {
  private static final String ID = "spring-sale";
  private static final String STARTED_AT = "2026-11-22T08:00:00.123Z";

  private final MemoryBucket bucket = new MemoryBucket();
  private final MemoryArchive archive = new MemoryArchive();
  private TimeLimit limit = TimeLimit.of(14);
  private final ConnectionTableRows table = new ConnectionTableRows();

  @Test
  void plan_dryRun_countsTheAudienceAndArchivesNothing() throws Exception {
    for (int i = 0; i < 40; i++) {
      table.add("u" + i, "c" + i).join("news", "c" + i);
    }
    table.pages(4);
    JsonNode request =
        Json.MAPPER.readTree("{\"channels\":[\"news\"],\"data\":1,\"dry_run\":true}");

    PlanShardsResult first = plan(request, null, "a", true);
    PlanShardsResult second = plan(request, first.cursor(), "b", false);

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
    bucket.write(BroadcastKeys.OBSERVED, Observed.NOTHING.plus(seen).json());

    var estimate = plan(Json.MAPPER.readTree("{\"data\":1}"), null, "a", false).estimate();

    assertThat(estimate.basis()).contains("latest 1 broadcast");
    assertThat(estimate.times().reportedMillis()).isBetween(135L, 165L);
  }

  @Test
  void plan_unreadableMeasurements_estimatesByAssumptions() throws Exception {
    table.add("alice", "c1");
    bucket.write(BroadcastKeys.OBSERVED, "of another version");

    var estimate = plan(Json.MAPPER.readTree("{\"data\":1}"), null, "a", false).estimate();

    assertThat(estimate.basis()).contains("assumptions");
  }

  @Test
  void plan_tooSlowForItsExecution_isRefusedAsEarlyAsPossible() throws Exception {
    for (int i = 0; i < 40; i++) {
      table.add("u" + i, "c" + i);
    }
    table.pages(4);
    limit = new TimeLimit(Duration.ofSeconds(10));

    assertThatThrownBy(
            () -> plan(Json.MAPPER.readTree("{\"rate\":2,\"data\":1}"), null, "a", false))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("rate is 2: must be at least 5 posts a second to reach 40 ");
    assertThat(archive.after(MessageArchive.BROADCASTS, 0, 10).messages()).isEmpty();
    assertThatThrownBy(
            () ->
                plan(
                    Json.MAPPER.readTree("{\"rate\":2,\"data\":1,\"dry_run\":true}"),
                    null,
                    "a",
                    false))
        .hasMessageStartingWith("rate is 2: must be at least 5 ");
    assertThat(
            plan(
                    Json.MAPPER.readTree("{\"rate\":2,\"ttl_seconds\":10,\"data\":1}"),
                    null,
                    "b",
                    false)
                .written()
                .planned())
        .isEqualTo(40);
  }

  private PlanShardsResult plan(
      JsonNode request, PlanCursor cursor, String invocation, boolean timeIsUp) throws Exception {
    // Each request is the first with its id.
    bucket.delete("broadcasts/" + ID + "/request.json");
    return new Planner(
            bucket,
            archive,
            table.audiences(),
            new MemoryExecutions().broadcasts(bucket),
            name -> request.toString(),
            Forecasts.of(bucket, 3, limit),
            Runnable::run,
            () -> 0)
        .plan(new PlanShardsPayload(ID, STARTED_AT, request, cursor), invocation, () -> timeIsUp);
  }
}
