package dev.fanfare.config;

import java.time.Duration;

/**
 * The setting {@code YOUNG_SECONDS}: how long after its {@code $connect} a connection may respond
 * with 410 because it is not open yet.
 */
public final class YoungSeconds {
  private static final int MAX = 60;

  private YoungSeconds() {}

  public static Duration of(Variables variables) {
    return Duration.ofSeconds(variables.number("YOUNG_SECONDS", 0, MAX));
  }
}
