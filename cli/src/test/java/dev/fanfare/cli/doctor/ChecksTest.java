package dev.fanfare.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fanfare.cli.broadcasts.Summary;
import dev.fanfare.cli.doctor.Finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** Tests checks with inputs that a local stack cannot produce. */
class ChecksTest {

  private static Summary pushed(long planned, long stale, boolean dryRun) {
    return new Summary(
        planned,
        Map.of("stale", stale, "delivered", planned - stale),
        0,
        new Summary.Work(stale, 1, 1),
        dryRun,
        "");
  }

  @Test
  void staleShare_latestBroadcasts_countsConnectionsNotBroadcasts() {
    var check = new StaleShare();

    Finding few = check.evaluate(List.of(pushed(10, 10, false), pushed(90, 10, false)));
    Finding many = check.evaluate(List.of(pushed(10, 10, false), pushed(90, 11, false)));

    assertThat(few.severity()).isEqualTo(Severity.OK);
    assertThat(many.severity()).isEqualTo(Severity.FIX);
    assertThat(many.found()).startsWith("21.0 % of the 100 connections of the latest 2 broadcasts");
    assertThat(check.evaluate(List.of(pushed(10, 10, true))).found()).startsWith("no broadcast");
  }

  @ParameterizedTest
  @CsvSource({
    "10:00:00.900, 10:00:00, 10:00:01.200, 0",
    "10:00:05.500, 10:00:00, 10:00:05.600, 4500",
    "09:59:50.000, 10:00:00, 09:59:50.200, -9800",
  })
  void skew_datesWithWholeSeconds_isTheMinimum(
      String before, String date, String after, long millis) {
    assertThat(ClockSkew.skew(at(before), at(date), at(after)))
        .isEqualTo(Duration.ofMillis(millis));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-22T" + time + "Z");
  }

  @ParameterizedTest
  @CsvSource({"1999, OK", "-2000, NOTE", "59000, NOTE", "60000, FIX", "-300000, FIX"})
  void clock_skewed_hasSeverityByAmount(long millis, Severity severity) {
    assertThat(new ClockSkew().evaluate(Duration.ofMillis(millis)).severity()).isEqualTo(severity);
  }

  /** 100,000 connections need 392 requests/s for pings and 14 for reconnects. */
  @ParameterizedTest
  @CsvSource({"0, 10000, OK", "100000, 4100, OK", "100000, 4000, NOTE", "10000000, 10000, NOTE"})
  void quotas_pingsAndReconnectsAboveATenth_areNoted(
      long connections, double granted, Severity severity) {
    Finding finding = new QuotaSettings().upkeep(connections, granted);

    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.found()).contains("for pings (one every 510 s)");
  }

  /** A new account has a concurrency of ten. */
  @ParameterizedTest
  @CsvSource({"4, 10, OK", "5, 10, OK", "6, 10, FIX", "11, 10, FIX", "500, 1000, OK"})
  void quotas_pushersAboveHalfOfTheConcurrency_mustBeFixed(
      long set, double granted, Severity severity) {
    Finding finding = new QuotaSettings().pushers(set, granted);

    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.found()).startsWith("PushConcurrency is " + set);
  }

  @ParameterizedTest
  @CsvSource({"3, FIX", "4, OK", "20, OK"})
  void quotas_reservationBelowPushConcurrency_mustBeFixed(long reserved, Severity severity) {
    Finding finding = new QuotaSettings().reservedPushers(reserved, 4);

    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.found())
        .startsWith("ReservedForPushing is %d, and PushConcurrency is 4".formatted(reserved));
  }

  @ParameterizedTest
  @CsvSource({"20, 440, 1000, OK", "20, 441, 1000, FIX", "4, 0, 10, FIX"})
  void quotas_reservationsThatLeaveLessThanAHundred_mustBeFixed(
      long pushing, long connecting, double granted, Severity severity) {
    Finding finding = new QuotaSettings().reservations(pushing, connecting, granted);

    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.found())
        .contains(
            "leave %,.0f of the %,.0f".formatted(granted - pushing - 2 * connecting, granted));
  }

  /** Lambda allows ten calls a second per unit of concurrency. */
  @ParameterizedTest
  @CsvSource({"1000, 1000, OK", "1000, 100, OK", "1000, 99, FIX", "101, 10, FIX", "100, 10, OK"})
  void quotas_actionRateAboveTheConcurrency_mustBeFixed(
      long rate, double granted, Severity severity) {
    Finding finding = new QuotaSettings().actions(rate, granted);

    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.found()).startsWith("ActionRate is %,d messages/s".formatted(rate));
  }

  @Test
  void quotas_actionsOfANewAccount_namesTheValuesToSet() {
    assertThat(new QuotaSettings().actions(1000, 10).next())
        .startsWith("deploy with ActionRate=50 and ActionBurst=5, or request a higher quota");
  }

  @Test
  void queue_oldRequests_mustBeFixedAndThoseOfUnknownAgeAreNoted() {
    var check = new QueueAge();
    var three = new QueueDepth(3, 0, 0);

    assertThat(check.evaluate(three, Optional.of(Duration.ofMinutes(6))).severity())
        .isEqualTo(Severity.FIX);
    assertThat(check.evaluate(three, Optional.of(Duration.ofSeconds(6))).severity())
        .isEqualTo(Severity.OK);
    assertThat(check.evaluate(three, Optional.empty()).severity()).isEqualTo(Severity.NOTE);
    assertThat(check.evaluate(new QueueDepth(0, 5, 0), Optional.empty()).severity())
        .isEqualTo(Severity.OK);
  }

  @Test
  void code_differentJars_namesTheFunctions() {
    Finding finding = new CodeVersion().evaluate(Map.of("PushShard", "old", "Start", "new"), "new");

    assertThat(finding.severity()).isEqualTo(Severity.FIX);
    assertThat(finding.found()).startsWith("1 of 2 functions").endsWith(": PushShard");
  }

  @Test
  void alarms_ofOtherStacks_areIgnored() {
    var ours = MetricAlarm.builder().alarmName("fanfare-dlq").build();
    var byMetric = MetricAlarm.builder().alarmName("x").namespace("Fanfare").build();
    var byQueue =
        MetricAlarm.builder()
            .alarmName("x")
            .dimensions(Dimension.builder().name("QueueName").value("fanfare-Dead-1").build())
            .build();
    var other = MetricAlarm.builder().alarmName("billing").namespace("AWS/Billing").build();

    assertThat(List.of(ours, byMetric, byQueue, other))
        .filteredOn(alarm -> Alarms.isAbout("fanfare", alarm))
        .containsExactly(ours, byMetric, byQueue);
    assertThat(new Alarms().evaluate(List.of()))
        .singleElement()
        .extracting(Finding::severity)
        .isEqualTo(Severity.NOTE);
  }

  @Test
  void calls_withResults_areReportedByServiceAndAction() {
    var findings =
        new CallFindings(
            Map.of(
                "sqs:GetQueueAttributes", new Calls.Result(Calls.Status.UNREACHABLE, "refused"),
                "s3:ListBucket", new Calls.Result(Calls.Status.ANSWERED, ""),
                "s3:GetObject", new Calls.Result(Calls.Status.DENIED, "not allowed"),
                "lambda:GetFunction", new Calls.Result(Calls.Status.REFUSED, "too many")));

    assertThat(findings.isAllReached()).isFalse();
    assertThat(findings.list())
        .extracting(Finding::severity, Finding::found)
        .contains(
            tuple(Severity.OK, "2 services answer: Lambda, S3"),
            tuple(Severity.FIX, "SQS does not answer: refused"),
            tuple(Severity.FIX, "s3:GetObject is denied (not allowed)"),
            tuple(Severity.FIX, "lambda:GetFunction was refused: too many"));
  }
}
