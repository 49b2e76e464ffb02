package dev.fanfare.local.scheduler;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A cron expression of EventBridge Scheduler: minutes, hours, day of month, month, day of week,
 * year. Exactly one of the two day fields must be {@code ?}. The first day of the week, 1, is
 * Sunday. A local time that daylight saving skips is never due; a local time that it repeats is due
 * once.
 */
public final class CronExpression {
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2199;
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

  private final BitSet minutes;
  private final BitSet hours;
  private final Predicate<LocalDate> days;
  private final BitSet months;
  private final BitSet years;

  private CronExpression(String text) {
    var fields = text.split(" +");
    if (fields.length != 6) {
      throw new InvalidScheduleException(
          "Invalid Schedule Expression cron("
              + text
              + "): must have 6 fields: minutes, hours, day of month, month, day of week, year");
    }
    minutes = CronField.parse("minutes", fields[0], 0, 59, List.of());
    hours = CronField.parse("hours", fields[1], 0, 23, List.of());
    days = CronDays.parse(fields[2], fields[4]);
    months = CronField.parse("month", fields[3], 1, 12, MONTHS);
    years = CronField.parse("year", fields[5], FIRST_YEAR, LAST_YEAR, List.of());
  }

  /**
   * @param text the text inside {@code cron(...)}
   * @throws InvalidScheduleException if a field is invalid; the message names it
   */
  public static CronExpression parse(String text) {
    return new CronExpression(text);
  }

  /** The next due time after {@code after}; empty if there is none. */
  public Optional<Instant> next(Instant after, ZoneId zone) {
    var day = LocalDateTime.ofInstant(after, zone).toLocalDate();
    for (; day.getYear() <= LAST_YEAR; day = nextCandidate(day)) {
      if (isOn(day)) {
        var due = nextOn(day, after, zone);
        if (due.isPresent()) {
          return due;
        }
      }
    }
    return Optional.empty();
  }

  /** The next candidate day. Skips months and years that cannot match. */
  private LocalDate nextCandidate(LocalDate day) {
    if (!years.get(day.getYear())) {
      int year = years.nextSetBit(day.getYear());
      return LocalDate.of(year < 0 ? LAST_YEAR + 1 : year, 1, 1);
    }
    return months.get(day.getMonthValue()) ? day.plusDays(1) : day.withDayOfMonth(1).plusMonths(1);
  }

  private boolean isOn(LocalDate day) {
    return years.get(day.getYear()) && months.get(day.getMonthValue()) && days.test(day);
  }

  private Optional<Instant> nextOn(LocalDate day, Instant after, ZoneId zone) {
    for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
      for (int minute = minutes.nextSetBit(0);
          minute >= 0;
          minute = minutes.nextSetBit(minute + 1)) {
        var time = day.atTime(hour, minute);
        boolean exists = !zone.getRules().getValidOffsets(time).isEmpty();
        var due = time.atZone(zone).toInstant();
        if (exists && due.isAfter(after)) {
          return Optional.of(due);
        }
      }
    }
    return Optional.empty();
  }

  /** The number of a day of the week; Sunday is 1. */
  static int number(DayOfWeek day) {
    return day.getValue() % 7 + 1;
  }
}
