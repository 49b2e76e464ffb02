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

/** What must hold after a wave, or the next one is not sent. */
public final class Gate {
  private static final double PERCENT = 100;

  private final DeployedStack stack;
  private final BigDecimal mostMissed;
  private final Optional<String> alarm;

  /**
   * @param mostMissed the highest part of the planned that may be missed, in percent
   * @param alarm a CloudWatch alarm, metric or composite, that must not be in ALARM
   */
  public Gate(DeployedStack stack, BigDecimal mostMissed, Optional<String> alarm) {
    this.stack = stack;
    this.mostMissed = mostMissed;
    this.alarm = alarm;
  }

  /**
   * Looks at the alarm.
   *
   * @return why nothing is to be sent; empty when nothing speaks against it
   * @throws CommandFailure when there is no such alarm
   */
  public Optional<String> objection() {
    return alarm
        .filter(name -> state(name) == StateValue.ALARM)
        .map(name -> "alarm " + name + " is in ALARM");
  }

  /** Looks at a wave that has ended, and at the alarm. */
  public Optional<String> objection(Broadcast wave) {
    Summary end = wave.summary().orElseThrow();
    if (!end.trouble().isEmpty()) {
      return Optional.of("broadcast " + wave.id() + " ended so: " + end.trouble());
    }
    if (end.count(Outcome.CANCELLED) > 0) {
      return Optional.of("broadcast " + wave.id() + " was cancelled");
    }
    double missed = end.missedShare() * PERCENT;
    if (missed > mostMissed.doubleValue()) {
      return Optional.of(
          "%.3g %% of broadcast %s were missed, more than %s %%"
              .formatted(missed, wave.id(), mostMissed.toPlainString()));
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
                    ExitCode.WRONG_CALL,
                    "there is no CloudWatch alarm %s in %s: check --alarm"
                        .formatted(name, stack.region())));
  }
}
