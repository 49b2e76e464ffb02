package dev.fanfare.cli.estimate;

import dev.fanfare.cli.estimate.DeadlinePlan.Change;
import dev.fanfare.cli.text.Amounts;
import dev.fanfare.cli.text.Table;
import dev.fanfare.estimate.Estimate;
import dev.fanfare.estimate.Figure;
import dev.fanfare.estimate.MessageCosts;
import dev.fanfare.estimate.PriceBook;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Formats an estimate as text. */
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

  static List<String> of(EstimateResult result) {
    var table = new EstimateTable();
    table.time(result);
    table.cost(result.estimate());
    table.clients(result.clientsUsdPerMillion());
    if (result.deadline() != null) {
      table.deadline(result.deadline());
    }
    return table.lines;
  }

  private void time(EstimateResult result) {
    Estimate estimate = result.estimate();
    lines.add(
        "%s%s, %,d bytes each, by stack %s"
            .formatted(
                Amounts.count(estimate.size().connections(), "connection"),
                result.isHypothetical() ? " (assumed)" : " now",
                estimate.size().messageBytes(),
                result.stack()));
    lines.add("");
    add("time", Amounts.duration(estimate.times().totalMillis()));
    add("  plan", Amounts.duration(estimate.times().millis().plan()));
    add("  push", Amounts.duration(estimate.times().millis().push()));
    add("  reduce", Amounts.duration(estimate.times().millis().reduce()));
    add("  prune", Amounts.duration(estimate.times().millis().prune()));
    add("everyone reached", Amounts.duration(estimate.times().reachedMillis()));
    add(
        "floor",
        Amounts.duration(estimate.times().floorMillis())
            + "  what the account's quota allows at best");
    add(
        "posts",
        "%s, bound by %s"
            .formatted(
                Amounts.pace(estimate.pace().postsPerSecond()), estimate.pace().binds().meaning()));
    add(
        "shards",
        "%,d, pushed by %,d at a time"
            .formatted(estimate.size().shards(), estimate.pace().pushers()));
    quota(result);
    add("based on", estimate.basis());
  }

  private void quota(EstimateResult result) {
    add("quota", "%,.0f requests a second".formatted(result.limits().quotas().requestRate()));
    add(
        "  in use",
        "%,.1f for pings and %,.1f for reconnects of these connections; the rest is left for posts"
            .formatted(result.upkeep().pingRate(), result.upkeep().standStillConnectRate()));
    if (result.upkeep().total() > result.limits().quotas().requestRate()) {
      add(
          "warning",
          "pings and reconnects need %,.0f requests a second, but only %,.0f are allowed: request a higher quota (L-8A5B8E43)"
              .formatted(result.upkeep().total(), result.limits().quotas().requestRate()));
    }
    if (result.upkeep().standStillConnectRate() > result.limits().quotas().connectRate()) {
      add(
          "warning",
          "to keep this many connections open takes %,.0f new ones a second, but only %,.0f are allowed"
              .formatted(
                  result.upkeep().standStillConnectRate(), result.limits().quotas().connectRate()));
    }
  }

  private void cost(Estimate estimate) {
    lines.add("");
    add(
        "cost",
        Amounts.dollars(estimate.cost().totalUsd())
            + "  list prices of us-east-1; --prices shows them");
    estimate
        .cost()
        .usd()
        .forEach(
            (service, price) ->
                add("  " + SERVICES.getOrDefault(service, service), Amounts.dollars(price)));
  }

  private void clients(Map<String, Double> usdPerMillion) {
    lines.add("");
    add("clients", "a million of each; a message goes to ten members");
    usdPerMillion.forEach((action, price) -> add("  " + action, Amounts.dollars(price)));
  }

  private void deadline(DeadlinePlan plan) {
    String deadline = Amounts.duration(plan.deadlineMillis());
    lines.add("");
    switch (plan.kind()) {
      case AS_IT_IS -> lines.add("The current settings reach everyone within " + deadline + ".");
      case BY_SETTINGS -> lines.add("To reach everyone within " + deadline + ", set:");
      case BY_QUOTA -> lines.add("To reach everyone within " + deadline + ", AWS must grant more:");
      case NOT_AT_ALL ->
          lines.add(
              "No setting or quota reaches everyone within %s: planning alone takes %s."
                  .formatted(deadline, Amounts.duration(plan.estimate().times().millis().plan())));
    }
    for (Change change : plan.changes()) {
      lines.add(
          "  %s from %s to %s%s"
              .formatted(
                  change.what(), change.from(), change.to(), change.isQuota() ? " at least" : ""));
    }
  }

  /** Compares the cost of messages posted directly and by executions. */
  static List<String> of(MessageCosts costs) {
    List<String> all = new ArrayList<>();
    all.add(
        "%,d messages of %,d bytes to %s each, USD at list prices of us-east-1"
            .formatted(
                costs.messages(), costs.messageBytes(), Amounts.count(costs.members(), "member")));
    all.add("");
    var table = new Table("", ">each an execution", ">posted directly");
    costs
        .execution()
        .forEach(
            (service, price) ->
                table.row(
                    SERVICES.getOrDefault(service, service),
                    dollars(price),
                    dollars(costs.direct().getOrDefault(service, 0.0))));
    table.row("all", dollars(sum(costs.execution())), dollars(sum(costs.direct())));
    table.row(
        "beyond API Gateway and data out",
        dollars(MessageCosts.beyondGateway(costs.execution())),
        dollars(MessageCosts.beyondGateway(costs.direct())));
    all.addAll(table.lines());
    all.add("");
    all.add("Beyond API Gateway and data out: %.1f times less.".formatted(costs.ratio()));
    return all;
  }

  private static String dollars(double usd) {
    return String.format(Locale.ROOT, "%,.2f", usd);
  }

  private static double sum(Map<String, Double> usd) {
    return usd.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Returns a table of all prices, quotas and assumptions with their sources. */
  static List<String> of(PriceBook priceBook) {
    List<String> all = new ArrayList<>();
    all.add("| figure | value | unit | date | source |");
    all.add("|---|---|---|---|---|");
    for (var group : List.of(priceBook.prices(), priceBook.quotas(), priceBook.assumptions())) {
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
}
