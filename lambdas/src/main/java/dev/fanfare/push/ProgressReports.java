package dev.fanfare.push;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.push.progress.ProgressLog;
import dev.fanfare.tables.ProgressRow;
import dev.fanfare.text.Reason;
import java.util.StringJoiner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reports the progress of a push: at the start of the invocation, at regular intervals, and at the
 * end. A failed or slow report is dropped; it never stops, slows or fails the push.
 *
 * <p>The push pays one comparison per tick, which covers many posts, and copies nine numbers per
 * interval. Another thread makes the writes, one at a time; a newer report replaces a waiting one.
 *
 * <p>A row is smaller than a kilobyte, so each report is one write unit: two per invocation of the
 * pusher, and one for each second in between. For ten million connections in 2,000 shards, at 8,000
 * posts per second and with ten pushers, each shard takes about six seconds and one or two
 * invocations. That is about 16,000 write units in all, or one cent. All rows of a broadcast share
 * one hash key, which takes 1,000 writes per second. With more than {@value #WRITES_A_SECOND}
 * pushers, the interval is therefore longer.
 */
final class ProgressReports implements ShardPush.PushListener {
  /** The maximum writes per second of all pushers of a broadcast, not counting starts and ends. */
  static final int WRITES_A_SECOND = 250;

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** The maximum wait for the last report; all posts have been made by then. */
  private static final long LAST_REPORT_MILLIS = 1_000;

  private final ProgressLog progress;
  private final ProgressRow template;
  private final PushTime time;
  private final Executor writes;
  private final LambdaLogger log;
  private final long interval;

  private final AtomicReference<ProgressRow> waiting = new AtomicReference<>();
  private final StringJoiner troubles = new StringJoiner("; ");
  private long due;

  /**
   * Used by the writing thread only: the number of this invocation once the log has assigned it,
   * and whether the last write failed.
   */
  private int call;

  private boolean isTroubled;

  /**
   * @param template the values that all rows of this invocation share
   * @param pushers the number of concurrent pushers
   * @param writes runs one task after the other, on its own thread
   * @param log receives one line when reports start to fail
   */
  ProgressReports(
      ProgressLog progress,
      ProgressRow template,
      int pushers,
      PushTime time,
      Executor writes,
      LambdaLogger log) {
    this.progress = progress;
    this.template = template;
    this.time = time;
    this.writes = writes;
    this.log = log;
    this.interval = Math.max(SECOND, pushers * SECOND / WRITES_A_SECOND);
  }

  /** Starts the reports with the progress of earlier invocations. */
  void begin(Progress before) {
    due = time.nanos() + interval;
    report(row(before.posts(), before.books(), false, ""));
  }

  @Override
  public void observe(long nanos, ShardBooks books) {
    if (nanos - due >= 0) {
      due = nanos + interval;
      report(row(books.posts(), books.outcomes(), false, ""));
    }
  }

  /** Adds a problem to the last report. */
  void trouble(String line) {
    troubles.add(line);
  }

  /** Ends the reports. Waits briefly for the last one, because Lambda then stops all threads. */
  void end(Progress reached, boolean finished) throws InterruptedException {
    last(row(reached.posts(), reached.books(), finished, troubles.toString()));
  }

  /** Ends the reports of an invocation that failed without progress for the next one. */
  void fail(Progress before, Exception trouble) throws InterruptedException {
    last(row(before.posts(), before.books(), false, Reason.of(trouble)));
  }

  private ProgressRow row(long posts, Books books, boolean finished, String trouble) {
    return template.at(
        new ProgressRow.State(time.now().toEpochMilli(), posts, books, finished, trouble));
  }

  private void report(ProgressRow row) {
    if (waiting.getAndSet(row) == null) {
      writes.execute(this::writeWaiting);
    }
  }

  private void last(ProgressRow row) throws InterruptedException {
    waiting.set(null);
    var task = new FutureTask<Void>(() -> write(row), null);
    writes.execute(task);
    try {
      task.get(LAST_REPORT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      log.log("the last progress report takes too long", LogLevel.WARN);
    } catch (ExecutionException e) {
      throw new IllegalStateException("writing progress never throws", e.getCause());
    }
  }

  private void writeWaiting() {
    ProgressRow row = waiting.getAndSet(null);
    if (row != null) {
      write(row);
    }
  }

  private void write(ProgressRow row) {
    try {
      if (call == 0) {
        call = progress.begin(row).orElse(0);
      } else {
        progress.write(row.ofCall(call));
      }
    } catch (RuntimeException e) {
      // Catches everything, because a failed report must not stop a push and the next one may
      // succeed.
      if (!isTroubled) {
        log.log("cannot report progress: " + e, LogLevel.WARN);
      }
      isTroubled = true;
    }
  }
}
