package dev.fanfare.local.apigateway.management;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** The {@code X-Amz-Date} header: when a request was signed, to the second. */
final class AmzDate {
  static final String HEADER = "x-amz-date";

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private AmzDate() {}

  /**
   * @param header null when there is none
   * @return {@link Instant#EPOCH} for what is no such date
   */
  static Instant parse(String header) {
    if (header == null) {
      return Instant.EPOCH;
    }
    try {
      return FORMAT.parse(header, Instant::from);
    } catch (DateTimeParseException noDate) {
      return Instant.EPOCH;
    }
  }
}
