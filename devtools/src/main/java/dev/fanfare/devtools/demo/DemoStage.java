package dev.fanfare.devtools.demo;

import dev.fanfare.cli.broadcasts.MapRun;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Where a demo tells how it is getting on: standard error, so that results have standard output to
 * themselves.
 */
final class DemoStage {
  private static final int REFRESH_MILLIS = 100;

  private final PrintStream out;
  private final Instant start;
  private ProgressBar bar;

  DemoStage(PrintStream out, Instant start) {
    this.out = out;
    this.start = start;
  }

  void say(String what) {
    var passed = Duration.between(start, Instant.now());
    out.printf("%6.1f s  %s%n", passed.toMillis() / 1000.0, what);
  }

  /** Shows how many shards of the Map Run are done. */
  void shards(MapRun run) {
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("   shards")
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(REFRESH_MILLIS)
              .setConsumer(new ConsoleProgressBarConsumer(out))
              .build();
    }
    bar.maxHint(run.items().get("total"));
    bar.stepTo(run.done());
  }

  void shardsDone() {
    if (bar != null) {
      bar.close();
    }
  }
}
