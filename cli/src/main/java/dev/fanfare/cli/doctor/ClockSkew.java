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

/** Compares this machine's clock with the date of an AWS response. */
final class ClockSkew implements Check {
  private static final Duration NOTABLE = Duration.ofSeconds(2);

  /** AWS rejects requests whose signature is five minutes off. This leaves a margin. */
  private static final Duration HARMFUL = Duration.ofMinutes(1);

  /** The date of a response, and this machine's clock before and after the call. */
  private record ClockReading(Instant before, Optional<String> date, Instant after) {}

  @Override
  public String title() {
    return "clock";
  }

  @Override
  public List<Finding> run(CheckContext context) {
    return context
        .ask("cloudformation:DescribeStacks", () -> readClocks(context))
        .map(seen -> List.of(evaluate(seen)))
        .orElse(List.of());
  }

  private static ClockReading readClocks(CheckContext context) {
    DeployedStack stack = context.stack();
    Instant before = context.clock().instant();
    DescribeStacksResponse answer = stack.stacks().describeStacks(r -> r.stackName(stack.name()));
    return new ClockReading(
        before, answer.sdkHttpResponse().firstMatchingHeader("Date"), context.clock().instant());
  }

  private Finding evaluate(ClockReading seen) {
    if (seen.date().isEmpty()) {
      return Finding.note(
          title(),
          "unknown: the response had no date",
          "compare this machine's clock with another");
    }
    Instant date =
        ZonedDateTime.parse(seen.date().get(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    return evaluate(skew(seen.before(), date, seen.after()));
  }

  /**
   * Returns by how much this clock is ahead at least, or behind if negative. Returns zero if both
   * clocks can be right: the date has only whole seconds and was written between before and after.
   */
  static Duration skew(Instant before, Instant date, Instant after) {
    Instant latest = date.plusSeconds(1);
    if (before.isAfter(latest)) {
      return Duration.between(latest, before);
    }
    return after.isBefore(date) ? Duration.between(date, after) : Duration.ZERO;
  }

  Finding evaluate(Duration skew) {
    if (skew.abs().compareTo(NOTABLE) < 0) {
      return Finding.ok(title(), "this machine and AWS differ by less than 2 s");
    }
    String found =
        "this machine is %s %s AWS"
            .formatted(Amounts.duration(skew.abs()), skew.isNegative() ? "behind" : "ahead of");
    String next = "set this machine's clock with NTP";
    return skew.abs().compareTo(HARMFUL) < 0
        ? Finding.note(title(), found, next + ": displayed times and ages are wrong")
        : Finding.fix(
            title(), found, next + ": AWS rejects requests whose signature is five minutes off");
  }
}
