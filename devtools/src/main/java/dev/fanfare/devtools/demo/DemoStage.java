package dev.fanfare.devtools.demo;

import dev.fanfare.cli.broadcasts.MapRun;
import dev.fanfare.cli.text.LiveLines;
import dev.fanfare.cli.text.ProgressBar;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Prints the progress of a demo to standard error. Standard output is for its result. */
final class DemoStage {
  private static final int BAR = 40;

  /** The width of the terminal; {@code ./fanfare} sets it if there is one. */
  private static final String COLUMNS = "fanfare.columns";

  private final PrintStream out;
  private final Instant start;

  /** The moving bar; empty if the output is not a terminal. */
  private final Optional<LiveLines> live;

  DemoStage(PrintStream out, Instant start) {
    this.out = out;
    this.start = start;
    this.live =
        Optional.ofNullable(Integer.getInteger(COLUMNS))
            .map(
                columns ->
                    new LiveLines(new PrintWriter(out, true, StandardCharsets.UTF_8), columns));
  }

  void say(String what) {
    var passed = Duration.between(start, Instant.now());
    out.printf("%6.1f s  %s%n", passed.toMillis() / 1000.0, what);
  }

  /** Shows the number of shards of the Map Run that are done. */
  void shards(MapRun run) {
    long total = run.total();
    double share = total == 0 ? 0 : (double) run.done() / total;
    String line =
        "          shards %s %d of %d".formatted(ProgressBar.of(share, BAR), run.done(), total);
    live.ifPresent(lines -> lines.show(List.of(line)));
  }

  /** Removes the bar. */
  void shardsDone() {
    live.ifPresent(LiveLines::clear);
  }
}
