package dev.fanfare.bench.client;

import dev.fanfare.bench.process.Child;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** A running load generator. It prints its summary at the end. */
record Generator(Child process, Function<List<String>, Tally> summary) implements Posting {
  private static final Duration TIMEOUT = Duration.ofSeconds(120);

  /** Returns at once, because a load generator posts as soon as it runs. */
  @Override
  public void awaitBegin() {}

  @Override
  public Tally end() throws InterruptedException {
    return summary.apply(process.end(TIMEOUT));
  }
}
