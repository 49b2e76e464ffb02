package dev.fanfare.cli.estimate;

import dev.fanfare.estimate.DeadlinePlan;
import dev.fanfare.estimate.DeadlinePlan.Change;
import dev.fanfare.estimate.Estimate;
import dev.fanfare.estimate.Figure;
import dev.fanfare.estimate.Figures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An estimate for people. */
final class EstimateTable {
  private static final Map<String, String> SERVICES =
      Map.of(
          "apiGateway", "API Gateway",
          "dataOut", "data out",
          "lambda", "Lambda",
          "stepFunctions", "Step Functions",
          "dynamoDb", "DynamoDB",
          "s3", "S3",
          "sqs", "SQS");

  private final List<String> lines = new ArrayList<>();

  private EstimateTable() {}

  static List<String> of(Answer answer) {
    var table = new EstimateTable();
    table.time(answer);
    table.cost(answer.estimate());
    if (answer.deadline() != null) {
      table.deadline(answer.deadline());
    }
    return table.lines;
  }

  private void time(Answer answer) {
    Estimate estimate = answer.estimate();
    lines.add(
        "%,d connections%s, %,d bytes each, by stack %s"
            .formatted(
                estimate.connections(),
                answer.isHypothetical() ? " (if there were so many)" : " now",
                estimate.messageBytes(),
                answer.stack()));
    lines.add("");
    add("time", DurationText.of(estimate.totalMillis()));
    add("  plan", DurationText.of(estimate.millis().plan()));
    add("  push", DurationText.of(estimate.millis().push()));
    add("  reduce", DurationText.of(estimate.millis().reduce()));
    add("  prune", DurationText.of(estimate.millis().prune()));
    add("everybody reached", DurationText.of(estimate.reachedMillis()));
    add(
        "floor",
        DurationText.of(estimate.floorMillis()) + "  what the account's quota allows at best");
    add(
        "posts",
        "%,.1f a second, bound by %s"
            .formatted(estimate.postsPerSecond(), estimate.binds().meaning()));
    add("shards", "%,d, pushed by %,d at a time".formatted(estimate.shards(), estimate.pushers()));
    add("quota", "%,.0f requests a second".formatted(answer.quotas().requestRate()));
    if (answer.standStillConnectRate() > answer.quotas().connectRate()) {
      add(
          "beware",
          "so many connections need %,.0f new ones a second just to stay, of %,.0f allowed"
              .formatted(answer.standStillConnectRate(), answer.quotas().connectRate()));
    }
    add("known from", estimate.basis());
  }

  private void cost(Estimate estimate) {
    lines.add("");
    add("cost", usd(estimate.totalUsd()) + "  list prices of us-east-1; --prices tells them");
    estimate
        .usd()
        .forEach(
            (service, price) -> add("  " + SERVICES.getOrDefault(service, service), usd(price)));
  }

  private void deadline(DeadlinePlan plan) {
    String deadline = DurationText.of(plan.deadlineMillis());
    lines.add("");
    switch (plan.kind()) {
      case AS_IT_IS -> lines.add("Everybody is reached within " + deadline + " as it is set.");
      case BY_SETTINGS -> lines.add("To reach everybody within " + deadline + ", set:");
      case BY_QUOTA ->
          lines.add("To reach everybody within " + deadline + ", AWS must grant more:");
      case NOT_AT_ALL ->
          lines.add(
              "Nothing that can be set or granted reaches everybody within %s: planning alone takes %s, the rest is what binds."
                  .formatted(deadline, DurationText.of(plan.estimate().millis().plan())));
    }
    for (Change change : plan.changes()) {
      lines.add(
          "  %s from %s to %s%s"
              .formatted(
                  change.what(), change.from(), change.to(), change.isQuota() ? " at least" : ""));
    }
  }

  /** The table of all prices, quotas and assumptions, with where they come from. */
  static List<String> of(Figures figures) {
    List<String> all = new ArrayList<>();
    all.add("| figure | value | unit | date | source |");
    all.add("|---|---|---|---|---|");
    for (var group : List.of(figures.prices(), figures.quotas(), figures.assumptions())) {
      for (Figure figure : group) {
        all.add(
            "| %s | %s | %s | %s | %s |"
                .formatted(
                    figure.name(),
                    number(figure.value()),
                    figure.unit(),
                    figure.date(),
                    figure.source()));
      }
    }
    return all;
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private void add(String name, String value) {
    lines.add("  %-19s %s".formatted(name, value));
  }

  private static String usd(double value) {
    return String.format(Locale.ROOT, value < 1 ? "$%.4f" : "$%,.2f", value);
  }
}
