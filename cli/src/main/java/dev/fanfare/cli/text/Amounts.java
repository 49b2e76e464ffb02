package dev.fanfare.cli.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Amounts and times as the tool writes them, the same in every locale and time zone. */
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

  /** A count and what is counted: "1 shard", "2 shards". */
  public static String count(long count, String of) {
    return count(count) + " " + of + (count == 1 ? "" : "s");
  }

  /** To the second, in UTC; nothing for no time. */
  public static String time(Instant time) {
    return time == null ? "" : SECONDS.format(time);
  }

  /** "0.42 s", "12.3 s", "2:05", "1:02:05"; nothing for no time. */
  public static String duration(Duration duration) {
    if (duration == null) {
      return "";
    }
    long millis = duration.toMillis();
    if (millis < 10 * MILLIS) {
      return String.format(Locale.ROOT, "%.2f s", millis / (double) MILLIS);
    } else if (millis < MINUTE * MILLIS) {
      return String.format(Locale.ROOT, "%.1f s", millis / (double) MILLIS);
    }
    return clock(duration);
  }

  /** "0:07", "2:05", "1:02:05", to the second. */
  public static String clock(Duration duration) {
    long seconds = Math.round(duration.toMillis() / (double) MILLIS);
    long hours = seconds / HOUR;
    long minutes = seconds % HOUR / MINUTE;
    return hours == 0
        ? String.format(Locale.ROOT, "%d:%02d", minutes, seconds % MINUTE)
        : String.format(Locale.ROOT, "%d:%02d:%02d", hours, minutes, seconds % MINUTE);
  }

  /** The part in percent, with a decimal where the part is small: "0.4 %", "37 %". */
  public static String percent(double share) {
    double percent = share * 100;
    boolean isSmall = percent > 0 && percent < 10;
    return String.format(Locale.ROOT, isSmall ? "%.1f %%" : "%.0f %%", percent);
  }
}
