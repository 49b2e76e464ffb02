package dev.fanfare.bench.report;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a target was met, by the median.
 *
 * @param measured null when what it takes was not measured
 * @param met null likewise
 */
record Verdict(String target, @Nullable Spread measured, @Nullable Boolean met) {

  static Verdict atMost(double most, String target, Optional<Spread> measured) {
    return new Verdict(
        target, measured.orElse(null), measured.map(is -> is.median() <= most).orElse(null));
  }

  static Verdict atLeast(double least, String target, Optional<Spread> measured) {
    return new Verdict(
        target, measured.orElse(null), measured.map(is -> is.median() >= least).orElse(null));
  }

  /** In words: {@code met}, {@code not met}, {@code not measured}. */
  String word() {
    return met == null ? "not measured" : met ? "met" : "not met";
  }

  /** As a row of a table. */
  List<String> row() {
    return List.of(target, measured == null ? "" : measured.text(2), word());
  }
}
