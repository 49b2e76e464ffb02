package dev.fanfare.cli.broadcasts;

import dev.fanfare.broadcast.Outcome;
import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.ExitCode;
import dev.fanfare.cli.stack.DeployedStack;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Decides after each wave of a broadcast whether the next wave may be sent. */
public final class WaveGate {
  private static final double PERCENT = 100;

  private final DeployedStack stack;
  private final BigDecimal maxMissed;
  private final Optional<String> alarm;

  /**
   * @param maxMissed maximum share of planned connections that a wave may miss, in percent
   * @param alarm name of a CloudWatch alarm, metric or composite, that must not be in ALARM
   */
  public WaveGate(DeployedStack stack, BigDecimal maxMissed, Optional<String> alarm) {
    this.stack = stack;
    this.maxMissed = maxMissed;
    this.alarm = alarm;
  }

  /**
   * Checks the alarm.
   *
   * @return why the wave must not be sent; empty if it may be sent
   * @throws CommandFailure if the alarm does not exist
   */
  public Optional<String> objection() {
    return alarm
        .filter(name -> state(name) == StateValue.ALARM)
        .map(name -> "alarm " + name + " is in ALARM");
  }

  /**
   * Checks a wave that has ended, and the alarm.
   *
   * @return why the next wave must not be sent; empty if it may be sent
   */
  public Optional<String> objection(Broadcast wave) {
    Summary end = wave.summary().orElseThrow();
    if (!end.trouble().isEmpty()) {
      return Optional.of("broadcast " + wave.id() + " failed: " + end.trouble());
    }
    if (end.count(Outcome.CANCELLED) > 0) {
      return Optional.of("broadcast " + wave.id() + " was cancelled");
    }
    double missed = end.missedShare() * PERCENT;
    if (missed > maxMissed.doubleValue()) {
      return Optional.of(
          "broadcast %2$s missed %1$.3g %% of its connections, more than %3$s %%"
              .formatted(missed, wave.id(), maxMissed.toPlainString()));
    }
    return objection();
  }

  private StateValue state(String name) {
    CloudWatchClient metrics = stack.metrics();
    var found =
        metrics.describeAlarms(
            describe ->
                describe
                    .alarmNames(name)
                    .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM));
    return Stream.concat(
            found.metricAlarms().stream().map(one -> one.stateValue()),
            found.compositeAlarms().stream().map(one -> one.stateValue()))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.USAGE,
                    "there is no CloudWatch alarm %s in %s: check --alarm"
                        .formatted(name, stack.region())));
  }
}
