package dev.fanfare.cli.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats amounts and times. The result does not depend on locale or time zone. */
public final class Amounts {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int MILLIS = 1000;
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;

  private Amounts() {}

  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Returns a count with its noun: "1 shard", "2 shards". */
  public static String count(long count, String of) {
    return count(count) + " " + of + (count == 1 ? "" : "s");
  }

  /** Returns a time in UTC, to the second; an empty text for null. */
  public static String time(@Nullable Instant time) {
    return time == null ? "" : SECONDS.format(time);
  }

  /**
   * Returns a duration: "0.42 s" and "12.3 s" below two minutes, then "2 min 05 s" and "1 h 02
   * min"; an empty text for null.
   */
  public static String duration(@Nullable Duration duration) {
    if (duration == null) {
      return "";
    }
    long millis = duration.toMillis();
    if (millis < 2 * MINUTE * MILLIS) {
      String form = millis < 10 * MILLIS ? "%.2f s" : "%.1f s";
      return String.format(Locale.ROOT, form, millis / (double) MILLIS);
    }
    long seconds = Math.round(millis / (double) MILLIS);
    return seconds < HOUR
        ? String.format(Locale.ROOT, "%d min %02d s", seconds / MINUTE, seconds % MINUTE)
        : String.format(Locale.ROOT, "%,d h %02d min", seconds / HOUR, seconds % HOUR / MINUTE);
  }

  /** Returns a duration in milliseconds as {@link #duration(Duration)} does. */
  public static String duration(long millis) {
    return duration(Duration.ofMillis(millis));
  }

  /** Returns a duration like a clock, to the second: "0:07", "2:05", "1:02:05". */
  public static String clock(Duration duration) {
    long seconds = Math.round(duration.toMillis() / (double) MILLIS);
    long hours = seconds / HOUR;
    long minutes = seconds % HOUR / MINUTE;
    return hours == 0
        ? String.format(Locale.ROOT, "%d:%02d", minutes, seconds % MINUTE)
        : String.format(Locale.ROOT, "%d:%02d:%02d", hours, minutes, seconds % MINUTE);
  }

  /** Returns a share from 0 to 1 in percent, with one decimal below 10 %: "0.4 %", "37 %". */
  public static String percent(double share) {
    double percent = share * 100;
    boolean isSmall = percent > 0 && percent < 10;
    return String.format(Locale.ROOT, isSmall ? "%.1f %%" : "%.0f %%", percent);
  }

  /** Returns US dollars, with four decimals below one dollar: "$12.34", "$0.0005". */
  public static String dollars(double dollars) {
    return String.format(Locale.ROOT, dollars < 1 ? "$%.4f" : "$%,.2f", dollars);
  }

  /** Returns a rate, with one decimal below 10/s: "8,000/s", "2.5/s". */
  public static String pace(double perSecond) {
    boolean isSmall = perSecond > 0 && perSecond < 10;
    return String.format(Locale.ROOT, isSmall ? "%.1f/s" : "%,.0f/s", perSecond);
  }
}
