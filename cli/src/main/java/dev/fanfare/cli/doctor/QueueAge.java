package dev.fanfare.cli.doctor;

import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.text.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** Checks how long requests wait in the queue. Only CloudWatch knows the age of the oldest. */
final class QueueAge implements Check {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration PERIOD = Duration.ofMinutes(15);
  private static final int MINUTE = 60;

  @Override
  public String title() {
    return "waiting requests";
  }

  @Override
  public List<Finding> run(CheckContext context) {
    String url = context.stack().queueUrl();
    return QueueDepth.of(context, url)
        .flatMap(
            depth ->
                depth.waiting() == 0
                    ? Optional.of(evaluate(depth, Optional.empty()))
                    : age(context, url).map(age -> evaluate(depth, age)))
        .map(List::of)
        .orElse(List.of());
  }

  private static Optional<Optional<Duration>> age(CheckContext context, String url) {
    DeployedStack stack = context.stack();
    Instant now = context.clock().instant();
    var request =
        GetMetricStatisticsRequest.builder()
            .namespace("AWS/SQS")
            .metricName("ApproximateAgeOfOldestMessage")
            .dimensions(
                Dimension.builder()
                    .name("QueueName")
                    .value(url.substring(url.lastIndexOf('/') + 1))
                    .build())
            .startTime(now.minus(PERIOD))
            .endTime(now)
            .period(MINUTE)
            .statistics(Statistic.MAXIMUM)
            .build();
    return context.ask(
        "cloudwatch:GetMetricStatistics",
        () ->
            stack.metrics().getMetricStatistics(request).datapoints().stream()
                .max(Comparator.comparing(Datapoint::timestamp))
                .map(latest -> Duration.ofSeconds(Math.round(latest.maximum()))));
  }

  Finding evaluate(QueueDepth depth, Optional<Duration> age) {
    if (depth.waiting() == 0) {
      return Finding.ok(title(), "none");
    }
    String waiting = depth.waiting() + " in the queue";
    if (age.isEmpty()) {
      return Finding.note(
          title(),
          waiting + "; their age is unknown: CloudWatch has no data",
          "run doctor again in a minute: if they are still there, read the log of Start");
    }
    String found = waiting + ", the oldest since " + Amounts.duration(age.get());
    return age.get().compareTo(LONG) > 0
        ? Finding.fix(
            title(),
            found,
            "read the log of Start, check that its event source is enabled, and that Lambda's"
                + " concurrency is not used up")
        : Finding.ok(title(), found);
  }
}
