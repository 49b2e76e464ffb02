package dev.fanfare.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.archive.MemoryArchive;
import dev.fanfare.archive.MessageArchive;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.text.Json;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which earlier broadcasts an audience may come from, and the messages of refusals. */
class EarlierBroadcastsTest {
  private static final String RESEND = "{\"resend_of\":\"sale\"}";
  private static final String CORRECT = "{\"correct_of\":\"sale\",\"data\":1}";
  private static final BroadcastKeys SALE = new BroadcastKeys("sale");

  private final MemoryBucket bucket = new MemoryBucket();
  private final MemoryArchive archive = new MemoryArchive();
  private final MemoryExecutions executions = new MemoryExecutions().with("sale", "SUCCEEDED");

  /** One shard of two connections: the first was delivered, the second is slow. */
  @BeforeEach
  void pushOneShard() {
    String prefix = SALE.shards("first");
    bucket.write(SALE.message(), "\"sale\"");
    bucket.write(prefix + "00000.jsonl", "[\"c1\",\"ann\",1]\n[\"c2\",\"bob\",2]\n");
    bucket.write(SALE.missed(1) + "00000.jsonl", "[\"c2\",\"bob\",2]\n");
    bucket.write(
        SALE.round(1),
        """
        {"round": 1, "prefix": "%s", "shards": 1, "manifestKey": null, "of a later version": {},
         "onlyResult": {"shardKey": "%s00000.jsonl", "finished": true, "trouble": null,
           "progress": {"offset": 2, "pending": "", "failures": {}, "posts": 3, "latency": "",
             "outcomes": {"delivered": 1, "slow": 1}, "undelivered": {"slow": "1"}}}}
        """
            .formatted(prefix, prefix));
    report(1, 1);
  }

  private void report(int round, int missedShards) {
    bucket.write(
        SALE.report(),
        """
        {"broadcastId": "sale", "complete": false, "planned": 2, "round": %d, "missedShards": %d,
         "outcomes": {"delivered": 1, "slow": 1}, "missedPrefix": "%s"}
        """
            .formatted(round, missedShards, SALE.missed(round)));
  }

  @Test
  void plan_endedBroadcast_isAcceptedWithAnyFinalStatus() throws Exception {
    for (String state : Set.of("SUCCEEDED", "FAILED", "ABORTED", "TIMED_OUT")) {
      executions.with("sale", state);

      assertThat(plan(RESEND).written().planned()).isEqualTo(1);
      assertThat(plan(CORRECT).written().planned()).isEqualTo(1);
    }
  }

  /** Step Functions deletes executions after 90 days; the bucket may keep objects longer. */
  @Test
  void plan_deletedExecution_isReadFromItsReport() throws Exception {
    executions.forget("sale");

    assertThat(plan(RESEND).written().planned()).isEqualTo(1);
    assertThat(plan(CORRECT).written().planned()).isEqualTo(1);
  }

  @Test
  void plan_resendOfAResend_postsTheFirstMessage() throws Exception {
    var again = new BroadcastKeys("again");
    plan(RESEND);
    bucket.write(again.missed(1) + "00000.jsonl", "[\"c2\",\"bob\",2]\n");
    bucket.write(
        again.report(),
        bucket.text(SALE.report()).replace("\"sale\"", "\"again\"").replace("/sale/", "/again/"));

    PlanShardsResult result = plan("third", "{\"resend_of\":\"again\"}");

    assertThat(result.written().planned()).isEqualTo(1);
    assertThat(bucket.text(result.written().messageKey())).isEqualTo("\"sale\"");
    assertThat(archive.messages(MessageArchive.BROADCASTS)).isEmpty();
  }

  @Test
  void plan_resendWithItsOwnMessage_postsAndArchivesIt() throws Exception {
    PlanShardsResult result = plan("{\"resend_of\":\"sale\",\"data\":\"hurry\"}");

    assertThat(bucket.text(result.written().messageKey())).isEqualTo("\"hurry\"");
    assertThat(archive.messages(MessageArchive.BROADCASTS))
        .singleElement()
        .satisfies(message -> assertThat(message.message()).isEqualTo("\"hurry\""));
  }

  @Test
  void plan_resend_includesTheRefusedOfAllRounds() throws Exception {
    bucket.write(SALE.refused() + "00000.jsonl", "[\"c3\",\"cat\",3]\n");
    bucket.write(SALE.refused() + "00001.jsonl", "[\"c4\",\"dan\",4]\n");
    bucket.write(
        SALE.report(),
        bucket
            .text(SALE.report())
            .replaceFirst(
                "}\\s*$",
                ", \"refusedPrefix\": \"%s\", \"refusedShards\": 2}".formatted(SALE.refused())));

    PlanShardsResult result = plan(RESEND);

    assertThat(bucket.connections(result.written().prefix()))
        .extracting(Connection::id)
        .containsExactlyInAnyOrder("c2", "c3", "c4");
  }

  @Test
  void plan_broadcastWithoutMisses_isAnEmptyPlan() throws Exception {
    report(1, 0);

    PlanShardsResult result = plan(RESEND);

    assertThat(result.finished()).isTrue();
    assertThat(result.written().planned()).isZero();
    assertThat(result.written().shards()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RUNNING", "PENDING_REDRIVE"})
  void plan_runningBroadcast_isRefused(String state) {
    executions.with("sale", state);

    assertRefused(
        RESEND,
        "resend_of is \"sale\": must have its final report, but is still being sent: try again later");
    assertRefused(
        CORRECT,
        "correct_of is \"sale\": must have its final report, but is still being sent: try again later");
  }

  /** Stale connections are still being pruned, which does not change the broadcast's outcomes. */
  @ParameterizedTest
  @ValueSource(strings = {"RUNNING", "PENDING_REDRIVE"})
  void plan_runningBroadcastWithAFinalReport_isAccepted(String state) throws Exception {
    executions.with("sale", state);
    String report = bucket.text(SALE.report());
    bucket.write(SALE.report(), report.replaceFirst("\\{", "{\"final\": false, "));
    assertThatThrownBy(() -> plan(RESEND)).hasMessageContaining("final report");

    bucket.write(SALE.report(), report.replaceFirst("\\{", "{\"final\": true, "));

    assertThat(plan(RESEND).written().planned()).isEqualTo(1);
    assertThat(plan(CORRECT).written().planned()).isEqualTo(1);
  }

  @Test
  void plan_unknownBroadcast_isRefused() {
    assertRefused(
        "{\"resend_of\":\"nothing\"}",
        "resend_of is \"nothing\": must be the id of a broadcast of the last 14 days");
  }

  @Test
  void plan_broadcastWithoutAReport_isRefused() {
    executions.with("refused", "FAILED");

    assertRefused(
        "{\"correct_of\":\"refused\",\"data\":1}",
        "correct_of is \"refused\": must have a report, but ended FAILED without one, or is older"
            + " than 14 days");
  }

  /** The bucket deletes objects one by one, and the report was written last. */
  @Test
  void plan_partlyExpiredBroadcast_isRefused() {
    bucket.delete(SALE.shards("first") + "00000.jsonl");
    assertRefused(CORRECT, expired("correct_of"));
    assertThat(bucket.list("broadcasts/again/shards/")).isEmpty();

    bucket.delete(SALE.round(1));
    assertRefused(CORRECT, expired("correct_of"));

    bucket.delete(SALE.missed(1) + "00000.jsonl");
    assertRefused(RESEND, expired("resend_of"));
  }

  /** The planner refuses before it archives the correction, although planning comes later. */
  @Test
  void plan_broadcastThatStartsToExpire_isRefusedAtOnce() {
    bucket.delete(SALE.message());

    assertRefused(RESEND, expired("resend_of"));
    assertRefused(CORRECT, expired("correct_of"));
    assertThat(archive.messages(MessageArchive.BROADCASTS)).isEmpty();
  }

  private static String expired(String field) {
    return field
        + " is \"sale\": must be complete in the bucket, which keeps it for 14 days: parts of it"
        + " are gone";
  }

  private void assertRefused(String request, String refusal) {
    assertThatThrownBy(() -> plan(request))
        .isExactlyInstanceOf(InvalidRequestException.class)
        .hasMessage(refusal);
  }

  private PlanShardsResult plan(String request) throws Exception {
    return plan("again", request);
  }

  private PlanShardsResult plan(String id, String request) throws Exception {
    // Each request is the first with its id.
    bucket.delete("broadcasts/" + id + "/request.json");
    var audiences = new ConnectionTableRows().audiences();
    var planner =
        new Planner(
            bucket,
            archive,
            audiences,
            executions.broadcasts(bucket),
            name -> request,
            Forecasts.of(bucket, 10),
            Runnable::run,
            () -> 0);
    var payload =
        new PlanShardsPayload(id, "2026-11-22T08:00:00Z", Json.MAPPER.readTree(request), null);
    return planner.plan(payload, "i", () -> false);
  }
}
