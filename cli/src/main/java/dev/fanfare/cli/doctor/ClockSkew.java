package dev.fanfare.cli.doctor;

import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.text.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;

/** How far this machine's clock is from AWS's, by the date of an answer. */
final class ClockSkew implements Check {
  private static final Duration NOTABLE = Duration.ofSeconds(2);

  /** AWS takes no request that was signed five minutes off. */
  private static final Duration HARMFUL = Duration.ofMinutes(1);

  /** An answer's date, and this machine's clock before and after. */
  private record Sighting(Instant before, Optional<String> date, Instant after) {}

  @Override
  public String about() {
    return "clock";
  }

  @Override
  public List<Finding> look(CheckContext context) {
    return context
        .ask("cloudformation:DescribeStacks", () -> sight(context))
        .map(seen -> List.of(judge(seen)))
        .orElse(List.of());
  }

  private static Sighting sight(CheckContext context) {
    DeployedStack stack = context.stack();
    Instant before = context.clock().instant();
    DescribeStacksResponse answer = stack.stacks().describeStacks(r -> r.stackName(stack.name()));
    return new Sighting(
        before, answer.sdkHttpResponse().firstMatchingHeader("Date"), context.clock().instant());
  }

  private Finding judge(Sighting seen) {
    if (seen.date().isEmpty()) {
      return Finding.note(
          about(), "unknown: the answer had no date", "compare this machine's clock with another");
    }
    Instant date =
        ZonedDateTime.parse(seen.date().get(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    return judge(skew(seen.before(), date, seen.after()));
  }

  /**
   * By how much this clock is ahead, at least; behind when negative. Zero when both can be right:
   * the date has whole seconds, and was written some time between before and after.
   */
  static Duration skew(Instant before, Instant date, Instant after) {
    Instant latest = date.plusSeconds(1);
    if (before.isAfter(latest)) {
      return Duration.between(latest, before);
    }
    return after.isBefore(date) ? Duration.between(date, after) : Duration.ZERO;
  }

  Finding judge(Duration skew) {
    if (skew.abs().compareTo(NOTABLE) < 0) {
      return Finding.ok(about(), "this machine's is AWS's, but for less than 2 s");
    }
    String found =
        "this machine's is %s %s AWS's"
            .formatted(Amounts.duration(skew.abs()), skew.isNegative() ? "behind" : "ahead of");
    String next = "let this machine's clock be set by NTP";
    return skew.abs().compareTo(HARMFUL) < 0
        ? Finding.note(about(), found, next + ": times and ages that are shown here are off")
        : Finding.fix(
            about(), found, next + ": AWS refuses requests that are signed five minutes off");
  }
}
