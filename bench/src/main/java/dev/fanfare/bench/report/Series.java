package dev.fanfare.bench.report;

import static dev.fanfare.bench.report.Measure.CPU_MICROS;
import static dev.fanfare.bench.report.Measure.CPU_SECONDS_1000;
import static dev.fanfare.bench.report.Measure.CPU_SECONDS_10000;
import static dev.fanfare.bench.report.Measure.CPU_SECONDS_FIRST;
import static dev.fanfare.bench.report.Measure.DURATION;
import static dev.fanfare.bench.report.Measure.ERRORS;
import static dev.fanfare.bench.report.Measure.FIRST_MILLIS;
import static dev.fanfare.bench.report.Measure.FULLEST_SECOND;
import static dev.fanfare.bench.report.Measure.FULLEST_SPAN;
import static dev.fanfare.bench.report.Measure.PEAK_MEGABYTES;
import static dev.fanfare.bench.report.Measure.POSTS_PER_SECOND;
import static dev.fanfare.bench.report.Measure.REPEATS;
import static dev.fanfare.bench.report.Measure.SINK_BUSY;

import java.util.List;
import java.util.Locale;

/** A series of measurements. */
public enum Series {
  WARM(
      "Warm: a window of steady posting, after a warm-up",
      List.of(CPU_MICROS),
      CPU_MICROS,
      POSTS_PER_SECOND,
      PEAK_MEGABYTES,
      SINK_BUSY,
      REPEATS,
      ERRORS),
  COLD(
      "Cold: CPU of the whole process, from its start to the last answer",
      List.of(CPU_SECONDS_1000, CPU_SECONDS_10000),
      CPU_SECONDS_1000,
      CPU_SECONDS_10000,
      PEAK_MEGABYTES,
      REPEATS,
      ERRORS),
  PRIMED(
      "Primed: CPU from the first invocation on, as after a restore from a snapshot",
      List.of(),
      CPU_SECONDS_1000,
      CPU_SECONDS_10000,
      PEAK_MEGABYTES,
      REPEATS,
      ERRORS),
  LATENCY(
      "Latency: the server delays its responses",
      List.of(POSTS_PER_SECOND, CPU_MICROS),
      POSTS_PER_SECOND,
      CPU_MICROS,
      PEAK_MEGABYTES,
      SINK_BUSY,
      REPEATS,
      ERRORS),
  PACED(
      "Paced: a shard at a given rate, by a pusher that is primed as before a snapshot",
      List.of(),
      DURATION,
      FULLEST_SECOND,
      FULLEST_SPAN,
      CPU_MICROS,
      REPEATS,
      ERRORS),
  START(
      "Start: from the start of the process to the first answer",
      List.of(FIRST_MILLIS, CPU_SECONDS_FIRST),
      FIRST_MILLIS,
      CPU_SECONDS_FIRST,
      ERRORS);

  private final String title;
  private final List<Measure> compared;
  private final List<Measure> measures;

  Series(String title, List<Measure> compared, Measure... measures) {
    this.title = title;
    this.compared = compared;
    this.measures = List.of(measures);
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether this series measures only pushers, and no load generators. */
  public boolean isOfPushers() {
    return this == COLD || this == PRIMED || this == PACED || this == START;
  }

  String title() {
    return title;
  }

  /** Returns the measures for which the report also has ratios. */
  List<Measure> compared() {
    return compared;
  }

  List<Measure> measures() {
    return measures;
  }

  /**
   * @throws IllegalArgumentException if there is no series of this name
   */
  public static Series of(String word) {
    return List.of(values()).stream()
        .filter(series -> series.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no series " + word));
  }
}
