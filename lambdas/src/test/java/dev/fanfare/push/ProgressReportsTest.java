package dev.fanfare.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.config.RecordingLogger;
import dev.fanfare.push.progress.DynamoProgressLog;
import dev.fanfare.push.transport.Transport.Tick;
import dev.fanfare.tables.ProgressRow;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class ProgressReportsTest {
  private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
  private static final long SECOND = 1_000_000_000L;
  private static final ProgressRow TEMPLATE =
      ProgressRow.started(
          new ProgressRow.Shard("sale", 2, 42, "missed/1/00042.jsonl", "arn", 9), 7, 99);

  private final VirtualTime time = new VirtualTime(START);
  private final MemoryProgressLog log = new MemoryProgressLog();
  private final ShardBooks books = new ShardBooks(Progress.START);
  private final RecordingLogger warnings = new RecordingLogger();

  @Test
  void look_often_reportsOnceASecond() throws Exception {
    var reports = reports(10, Runnable::run);
    reports.begin(Progress.START);
    for (int tenth = 1; tenth <= 35; tenth++) {
      books.settle(tenth, Outcome.DELIVERED);
      letPass(SECOND / 10);
      reports.observe(time.nanos(), books);
    }

    assertThat(log.rows())
        .extracting(row -> row.state().books().total())
        .containsExactly(0L, 10L, 20L, 30L);
    assertThat(log.rows())
        .extracting(row -> row.state().updatedAt())
        .containsExactly(at(0), at(1_000), at(2_000), at(3_000));
    assertThat(log.rows()).allMatch(row -> row.calls() == 1 && !row.state().finished());
  }

  @Test
  void look_aThousandPushers_writeNoMoreTogether() throws Exception {
    var reports = reports(1_000, Runnable::run);
    reports.begin(Progress.START);
    for (int second = 1; second <= 12; second++) {
      letPass(SECOND);
      reports.observe(time.nanos(), books);
    }

    assertThat(log.rows()).hasSize(1 + 3);
  }

  @Test
  void end_finished_reportsOutcomesAndProblems() throws Exception {
    var reports = reports(1, Runnable::run);
    reports.begin(Progress.START);
    reports.trouble("2 posts refused");
    reports.trouble("1 connection unreachable");
    reports.end(reached(9), true);

    assertThat(log.last())
        .isEqualTo(
            new ProgressRow(
                new ProgressRow.Shard("sale", 2, 42, "missed/1/00042.jsonl", "arn", 9),
                1,
                7,
                new ProgressRow.State(
                    at(0),
                    11,
                    Books.EMPTY.plus(Outcome.DELIVERED, 9),
                    true,
                    "2 posts refused; 1 connection unreachable"),
                99));
  }

  @Test
  void end_withoutABegin_isTheFirstReportOfTheCall() throws Exception {
    reports(1, Runnable::run).end(reached(9), true);

    assertThat(log.rows()).hasSize(1).allMatch(row -> row.calls() == 1 && row.state().finished());
  }

  @Test
  void fail_reportsTheProblemAndTheLastProgress() throws Exception {
    reports(1, Runnable::run).fail(reached(3), new IllegalStateException("x".repeat(5_000)));

    assertThat(log.last().state().books().total()).isEqualTo(3);
    assertThat(log.last().state().finished()).isFalse();
    assertThat(log.last().state().trouble()).startsWith("xx").hasSize(300);
  }

  @Test
  void report_logFails_warnsOnceAndThrowsNothing() throws Exception {
    log.goDown();
    var reports = reports(1, Runnable::run);
    reports.begin(Progress.START);
    reports.observe(5 * SECOND, books);
    reports.end(reached(9), true);

    assertThat(warnings.lines())
        .containsExactly(
            "[WARN] cannot report progress: java.lang.IllegalStateException: no route to DynamoDB");
  }

  /** A newer report replaces one that waits for a slow write, so that no queue grows. */
  @Test
  void look_duringASlowWrite_keepsOnlyTheLatest() {
    var tasks = new ArrayList<Runnable>();
    var reports = reports(1, tasks::add);
    reports.begin(Progress.START);
    for (int second = 1; second <= 50; second++) {
      books.settle(second, Outcome.DELIVERED);
      reports.observe(second * SECOND, books);
    }
    assertThat(tasks).hasSize(1);
    tasks.forEach(Runnable::run);

    assertThat(log.rows()).hasSize(1).allMatch(row -> row.state().books().total() == 50);
  }

  @Test
  void end_logHangs_waitsBrieflyAndContinues() throws Exception {
    var answer = new CountDownLatch(1);
    Executor hanging = DynamoProgressLog.background();
    hanging.execute(() -> await(answer));
    try {
      reports(1, hanging).end(reached(9), true);
    } finally {
      answer.countDown();
    }

    assertThat(warnings.lines()).containsExactly("[WARN] the last progress report takes too long");
  }

  private ProgressReports reports(int pushers, Executor writes) {
    return new ProgressReports(log, TEMPLATE, pushers, time, writes, warnings);
  }

  private void letPass(long nanos) throws IOException {
    var waits = List.of(nanos, Tick.OVER).iterator();
    time.drive(waits::next);
  }

  private static Progress reached(long delivered) {
    return new Progress(9, "", Map.of(), Map.of("delivered", delivered), Map.of(), 11, "");
  }

  private static long at(long millis) {
    return START.plusMillis(millis).toEpochMilli();
  }

  private static void await(CountDownLatch answer) {
    try {
      answer.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
