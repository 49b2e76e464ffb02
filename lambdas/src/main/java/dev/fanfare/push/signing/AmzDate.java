package dev.fanfare.push.signing;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The form of time that signatures use, {@code 20261122T080000Z}. Written by hand: a
 * DateTimeFormatter loads some hundred classes, all of which a fresh function would wait for.
 */
final class AmzDate {
  private static final int DAY_LENGTH = 8;

  private AmzDate() {}

  /**
   * @param epochSecond of the years 1970 to 9999
   */
  static String of(long epochSecond) {
    var time = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
    if (epochSecond < 0 || time.getYear() > 9999) {
      throw new IllegalArgumentException("no four-digit year: epoch second " + epochSecond);
    }
    var text = new StringBuilder(16).append(time.getYear());
    twoDigits(text, time.getMonthValue());
    twoDigits(text, time.getDayOfMonth());
    text.append('T');
    twoDigits(text, time.getHour());
    twoDigits(text, time.getMinute());
    twoDigits(text, time.getSecond());
    return text.append('Z').toString();
  }

  /** The day of such a text, {@code 20261122}: signing keys are derived for one. */
  static String day(String amzDate) {
    return amzDate.substring(0, DAY_LENGTH);
  }

  private static void twoDigits(StringBuilder text, int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
