package dev.fanfare.local.cloudwatch;

import java.time.Instant;
import java.util.NavigableMap;

/**
 * The state of an alarm.
 *
 * @param since the time of the last change
 * @param decidedAt the time of the last evaluation or {@code SetAlarmState}
 */
record AlarmState(String value, String reason, Instant since, Instant decidedAt) {
  static final String OK = "OK";
  static final String ALARM = "ALARM";
  static final String UNKNOWN = "INSUFFICIENT_DATA";

  /** The interval between evaluations. A state that was set lasts until the next one. */
  private static final long INTERVAL_SECONDS = 60;

  static AlarmState created(Instant now) {
    return new AlarmState(UNKNOWN, "Unchecked: Initial alarm creation", now, now);
  }

  /** The state after {@code SetAlarmState} or an evaluation. */
  AlarmState become(String other, String why, Instant now) {
    return new AlarmState(other, why, other.equals(value) ? since : now, now);
  }

  /** The current state, evaluated if it is due. */
  AlarmState evaluated(Alarm alarm, Metrics metrics) {
    Instant now = metrics.clock().instant();
    if (now.isBefore(decidedAt.plusSeconds(INTERVAL_SECONDS))) {
      return this;
    }
    int period = alarm.reading().period();
    long end = Math.floorDiv(now.getEpochSecond(), (long) period) * period;
    Instant to = Instant.ofEpochSecond(end);
    Instant from = to.minusSeconds((long) period * alarm.rule().periods());
    NavigableMap<Long, Distribution> read =
        metrics.read(alarm.reading().metric(), from, to, period);
    long breaching =
        read.values().stream()
            .filter(values -> alarm.isBreachedBy(alarm.reading().statistic().of(values)))
            .count();
    return decided(alarm, breaching, read.size(), now);
  }

  private AlarmState decided(Alarm alarm, long breaching, int known, Instant now) {
    int missing = alarm.rule().periods() - known;
    long counted = breaching + (alarm.rule().missing().equals("breaching") ? missing : 0);
    boolean isSilent = known == 0;
    if (isSilent && alarm.rule().missing().equals("ignore")) {
      return become(value, reason, now);
    }
    if (isSilent && alarm.rule().missing().equals("missing")) {
      return become(UNKNOWN, "Insufficient Data: no datapoints were received", now);
    }
    String why =
        "Threshold Crossed: %d of %d datapoints were %s %s"
            .formatted(
                counted,
                alarm.rule().periods(),
                alarm.rule().comparison(),
                alarm.rule().threshold());
    return become(counted >= alarm.rule().datapoints() ? ALARM : OK, why, now);
  }
}
