package dev.fanfare.local.scheduler;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.function.Predicate;

/**
 * The two day fields of a cron expression. Exactly one of them must be {@code ?}. Besides numbers,
 * the day of month may be {@code L} (the last) or {@code 15W} (the weekday nearest to the 15th),
 * and the day of week may be {@code 6L} (the last Friday) or {@code 3#2} (the second Tuesday).
 */
final class CronDays {
  private static final String ANY = "?";
  private static final List<String> NAMES =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private CronDays() {}

  /** Returns a test that is true for the days that the fields select. */
  static Predicate<LocalDate> parse(String ofMonth, String ofWeek) {
    if (ofMonth.equals(ANY) == ofWeek.equals(ANY)) {
      throw new InvalidScheduleException(
          "Invalid Schedule Expression: cron's day of month is %s and day of week is %s: exactly one of them must be ?"
              .formatted(ofMonth, ofWeek));
    }
    return ofWeek.equals(ANY) ? ofMonth(ofMonth) : ofWeek(ofWeek);
  }

  private static Predicate<LocalDate> ofMonth(String text) {
    if (text.equals("L")) {
      return day -> day.getDayOfMonth() == day.lengthOfMonth();
    }
    if (text.matches("\\d{1,2}W")) {
      int wanted = single("day of month", text.substring(0, text.length() - 1), 31, List.of());
      return day ->
          wanted <= day.lengthOfMonth() && day.equals(weekday(day.withDayOfMonth(wanted)));
    }
    var days = CronField.parse("day of month", text, 1, 31, List.of());
    return day -> days.get(day.getDayOfMonth());
  }

  /** The nearest day from Monday to Friday of the same month. */
  private static LocalDate weekday(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> day.getDayOfMonth() == 1 ? day.plusDays(2) : day.minusDays(1);
      case SUNDAY ->
          day.getDayOfMonth() == day.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
      default -> day;
    };
  }

  private static Predicate<LocalDate> ofWeek(String text) {
    if (text.equals("L")) {
      return day -> day.getDayOfWeek() == DayOfWeek.SATURDAY;
    }
    if (text.endsWith("L")) {
      int wanted = single("day of week", text.substring(0, text.length() - 1), 7, NAMES);
      return day ->
          CronExpression.number(day.getDayOfWeek()) == wanted
              && day.equals(day.with(TemporalAdjusters.lastInMonth(day.getDayOfWeek())));
    }
    if (text.contains("#")) {
      var parts = text.split("#", -1);
      int wanted = single("day of week", parts[0], 7, NAMES);
      int week = single("day of week", parts[parts.length - 1], 5, List.of());
      return day ->
          CronExpression.number(day.getDayOfWeek()) == wanted
              && (day.getDayOfMonth() + 6) / 7 == week;
    }
    var days = CronField.parse("day of week", text, 1, 7, NAMES);
    return day -> days.get(CronExpression.number(day.getDayOfWeek()));
  }

  private static int single(String name, String text, int max, List<String> names) {
    return CronField.parse(name, text, 1, max, names).nextSetBit(0);
  }
}
