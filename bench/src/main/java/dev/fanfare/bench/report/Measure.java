package dev.fanfare.bench.report;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A measured quantity, with its heading in the tables. */
public enum Measure {
  CPU_MICROS("CPU µs/post", 1),
  POSTS_PER_SECOND("posts/s", 0),
  PEAK_MEGABYTES("peak MB", 0),
  SINK_BUSY("sink busy %", 0),
  CPU_SECONDS_1000("CPU s, 1,000", 2),
  CPU_SECONDS_10000("CPU s, 10,000", 2),
  FIRST_MILLIS("first answer ms", 0),
  CPU_SECONDS_FIRST("CPU s until then", 2),
  /** Duration of the invocation divided by the time that the rate requires. */
  DURATION("time/(N/R)", 3),
  FULLEST_SECOND("fullest second", 0),
  FULLEST_SPAN("any 1,000 ms", 0),
  REPEATS("repeats", 0),
  ERRORS("errors", 0);

  private final String heading;
  private final int decimals;

  Measure(String heading, int decimals) {
    this.heading = heading;
    this.decimals = decimals;
  }

  /** Returns the name in JSON, such as {@code cpuMicros}. */
  String key() {
    String[] words = name().toLowerCase(Locale.ROOT).split("_");
    return words[0]
        + Stream.of(words)
            .skip(1)
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
  }

  String heading() {
    return heading;
  }

  int decimals() {
    return decimals;
  }
}
