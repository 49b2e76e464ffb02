package dev.fanfare.push;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.config.Reason;
import dev.fanfare.tables.ProgressRow;
import java.util.StringJoiner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Tells while a shard is pushed how far it is: when the call begins, in a steady rhythm, and when
 * it ends. A report that fails or is slow is lost, and never stops, slows or fails the push.
 *
 * <p>The push pays one comparison each tick, which is for many posts, and once a beat it copies
 * nine numbers. The writes are made on another thread, one at a time; what comes meanwhile replaces
 * what waits.
 *
 * <p>A row is less than a kilobyte, so each report is one write unit: two for each call of the
 * pusher, and one for each second in between. Ten million connections in 2,000 shards, at 8,000
 * posts a second and ten pushers, are about six seconds a shard and a call or two: some 16,000
 * write units, a cent. All rows of a broadcast have one hash key, which takes 1,000 writes a
 * second; so with more than {@value #WRITES_A_SECOND} pushers the rhythm is slower.
 */
final class ProgressReports implements ShardPush.PushListener {
  /** What all pushers of a broadcast together write, at most, but for beginnings and ends. */
  static final int WRITES_A_SECOND = 250;

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Longest wait for the last report: by then every post is made. */
  private static final long LAST_REPORT_MILLIS = 1_000;

  private final ProgressLog log;
  private final ProgressRow template;
  private final PushTime time;
  private final Executor writes;
  private final Consumer<String> warn;
  private final long beat;

  private final AtomicReference<ProgressRow> waiting = new AtomicReference<>();
  private final StringJoiner troubles = new StringJoiner("; ");
  private long due;

  /**
   * Of the thread that writes: this call's number once the log has given it, and if all is well.
   */
  private int call;

  private boolean isTroubled;

  /**
   * @param template what is the same in all rows of this call
   * @param pushers how many push at the same time
   * @param writes runs one task after the other, on a thread of its own
   * @param warn told once when a report fails
   */
  ProgressReports(
      ProgressLog log,
      ProgressRow template,
      int pushers,
      PushTime time,
      Executor writes,
      Consumer<String> warn) {
    this.log = log;
    this.template = template;
    this.time = time;
    this.writes = writes;
    this.warn = warn;
    this.beat = Math.max(SECOND, pushers * SECOND / WRITES_A_SECOND);
  }

  /** The call begins with what earlier ones have reached. */
  void begin(Progress before) {
    due = time.nanos() + beat;
    report(row(before.posts(), before.books(), false, ""));
  }

  @Override
  public void look(long nanos, ShardBooks books) {
    if (nanos - due >= 0) {
      due = nanos + beat;
      report(row(books.posts(), books.outcomes(), false, ""));
    }
  }

  /** Something went wrong, which the last report is to tell. */
  void trouble(String told) {
    troubles.add(told);
  }

  /** The call ends; waits a moment for the report, since Lambda then stops all threads. */
  void end(Progress reached, boolean finished) throws InterruptedException {
    last(row(reached.posts(), reached.books(), finished, troubles.toString()));
  }

  /** The call ends without having come to anything that the next one could begin with. */
  void fail(Progress before, Exception trouble) throws InterruptedException {
    last(row(before.posts(), before.books(), false, Reason.of(trouble)));
  }

  private ProgressRow row(long posts, Books books, boolean finished, String trouble) {
    return new ProgressRow(
        template.broadcastId(),
        template.round(),
        template.index(),
        template.shardKey(),
        template.execution(),
        template.connections(),
        template.startedAt(),
        time.now().toEpochMilli(),
        0,
        posts,
        books,
        finished,
        trouble,
        template.expiresAt());
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
      warn.accept("the last report of progress takes too long");
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
        call = log.begin(row).orElse(0);
      } else {
        log.write(row.ofCall(call));
      }
    } catch (RuntimeException e) {
      // Whatever it is, it must not stop a push; the next report may succeed.
      if (!isTroubled) {
        warn.accept("cannot report progress: " + e);
      }
      isTroubled = true;
    }
  }
}
