package dev.fanfare.bench.report;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the median meets a target.
 *
 * @param measured null if it was not measured
 * @param met null if it was not measured
 */
record Verdict(String target, @Nullable Spread measured, @Nullable Boolean met) {

  static Verdict atMost(double max, String target, Optional<Spread> measured) {
    return new Verdict(
        target, measured.orElse(null), measured.map(value -> value.median() <= max).orElse(null));
  }

  static Verdict atLeast(double min, String target, Optional<Spread> measured) {
    return new Verdict(
        target, measured.orElse(null), measured.map(value -> value.median() >= min).orElse(null));
  }

  /** Returns {@code met}, {@code not met} or {@code not measured}. */
  String word() {
    return met == null ? "not measured" : met ? "met" : "not met";
  }

  /** Returns the row of the table. */
  List<String> row() {
    return List.of(target, measured == null ? "" : measured.text(2), word());
  }
}
