package dev.fanfare.local.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleExpressionTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** A Sunday. */
  private static final Instant NOW = Instant.parse("2026-11-22T08:15:30Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cron(0 18 ? * MON-FRI *)     | UTC              | 2026-11-23T18:00:00Z | 2026-11-24T18:00:00Z
          cron(0 18 ? * 2-6 *)         | Europe/Berlin    | 2026-11-23T17:00:00Z | 2026-11-24T17:00:00Z
          cron(*/15 * * * ? *)         | UTC              | 2026-11-22T08:30:00Z | 2026-11-22T08:45:00Z
          cron(5/20 8 * * ? *)         | UTC              | 2026-11-22T08:25:00Z | 2026-11-22T08:45:00Z
          cron(0 8 1,15 * ? *)         | UTC              | 2026-12-01T08:00:00Z | 2026-12-15T08:00:00Z
          cron(30 9 L * ? *)           | UTC              | 2026-11-30T09:30:00Z | 2026-12-31T09:30:00Z
          cron(0 0 15W * ? *)          | UTC              | 2026-12-15T00:00:00Z | 2027-01-15T00:00:00Z
          cron(0 0 1W AUG ? 2027)      | UTC              | 2027-08-02T00:00:00Z |
          cron(0 0 31W * ? *)          | UTC              | 2026-12-31T00:00:00Z | 2027-01-29T00:00:00Z
          cron(0 0 ? * 6L *)           | UTC              | 2026-11-27T00:00:00Z | 2026-12-25T00:00:00Z
          cron(0 0 ? * 3#2 *)          | UTC              | 2026-12-08T00:00:00Z | 2027-01-12T00:00:00Z
          cron(0 0 ? * L *)            | UTC              | 2026-11-28T00:00:00Z | 2026-12-05T00:00:00Z
          cron(0 0 29 FEB ? *)         | UTC              | 2028-02-29T00:00:00Z | 2032-02-29T00:00:00Z
          cron(0 0 1 1 ? 2020-2025)    | UTC              |                      |
          cron(30 2 29 MAR ? *)        | Europe/Berlin    | 2027-03-29T00:30:00Z | 2028-03-29T00:30:00Z
          at(2026-12-24T18:00:00)      | America/New_York | 2026-12-24T23:00:00Z |
          at(2026-11-22T08:15:00)      | UTC              |                      |
          rate(1 minute)               | UTC              | 2026-11-22T08:16:30Z | 2026-11-22T08:17:30Z
          rate(2 hours)                | UTC              | 2026-11-22T10:15:30Z | 2026-11-22T12:15:30Z
          rate(1 days)                 | Europe/Berlin    | 2026-11-23T08:15:30Z | 2026-11-24T08:15:30Z
          """)
  void next_everyForm_followsTheWallClock(String text, ZoneId zone, String first, String second) {
    var expression = ScheduleExpression.Reader.read(text);

    var next = expression.next(NOW, NOW, zone);
    assertThat(next).isEqualTo(Optional.ofNullable(first).map(Instant::parse));
    assertThat(next.flatMap(time -> expression.next(time, NOW, zone)))
        .isEqualTo(Optional.ofNullable(second).map(Instant::parse));
  }

  /** In Berlin, 2027-03-28 has no 2:30, and 2027-10-31 has it twice. */
  @Test
  void next_daylightSavingChanges_skipsOrRunsOnce() {
    var daily = ScheduleExpression.Reader.read("cron(30 2 * * ? *)");

    assertThat(times(daily, "2027-03-26T12:00:00Z", 2))
        .containsExactly("2027-03-27T01:30:00Z", "2027-03-29T00:30:00Z");
    assertThat(times(daily, "2027-10-30T12:00:00Z", 2))
        .containsExactly("2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z");
  }

  @Test
  void next_rateWithAStartDate_isFirstDueThen() {
    var start = NOW.plus(Duration.ofDays(3));

    assertThat(ScheduleExpression.Reader.read("rate(5 minutes)").next(NOW, start, BERLIN))
        .contains(start);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          every day                   | must be at(...), rate(...) or cron(...)
          rate(0 minutes)             | must look like rate(5 minutes)
          rate(5 seconds)             | must look like rate(5 minutes)
          rate(5)                     | must look like rate(5 minutes)
          at(2026-12-24)              | must look like at(2026-12-24T18:00:00)
          at(2026-12-24T18:00:00Z)    | must look like at(2026-12-24T18:00:00)
          at(2026-13-24T18:00:00)     | must look like at(2026-12-24T18:00:00)
          cron(0 18 * * *)            | must have 6 fields
          cron(0 18 * * * *)          | one of them must be ?
          cron(0 18 ? * ? *)          | one of them must be ?
          cron(60 18 * * ? *)         | minutes is 60: must be *, or numbers from 0 to 59
          cron(0 24 * * ? *)          | hours is 24
          cron(0 18 32 * ? *)         | day of month is 32
          cron(0 18 * FOO ? *)        | month is FOO
          cron(0 18 ? * 8 *)          | day of week is 8
          cron(0 18 * * ? 1969)       | year is 1969
          cron(5-1 18 * * ? *)        | minutes is 5-1
          cron(1, 18 * * ? *)         | minutes is 1,
          cron(*/0 18 * * ? *)        | minutes is */0
          cron(0 18 ? * 3#6 *)        | day of week is 6
          """)
  void read_invalidExpression_isRefusedByField(String text, String expected) {
    assertThatThrownBy(() -> ScheduleExpression.Reader.read(text))
        .isInstanceOf(InvalidScheduleException.class)
        .hasMessageContaining(expected);
  }

  private static List<String> times(ScheduleExpression expression, String from, int count) {
    var times = new ArrayList<String>();
    var at = Instant.parse(from);
    for (int i = 0; i < count; i++) {
      at = expression.next(at, at, BERLIN).orElseThrow();
      times.add(at.toString());
    }
    return times;
  }
}
