package dev.fanfare.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.Plan;
import dev.fanfare.cli.broadcasts.Progress;
import dev.fanfare.cli.broadcasts.Progress.Pushed;
import dev.fanfare.cli.broadcasts.Progress.Speed;
import dev.fanfare.cli.broadcasts.Summary;
import dev.fanfare.request.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Compares the text output exactly. */
class LinesTest {
  private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
  private static final Instant END = START.plusMillis(12_340);

  @Test
  void ended_withMissed_saysWhatToDoNext() {
    Books books =
        Books.EMPTY.plus(Outcome.DELIVERED, 994).plus(Outcome.STALE, 5).plus(Outcome.SLOW, 1);
    var summary = new Summary(1_000, books.words(), 1, new Summary.Work(5, 10, 3), false, "");
    var broadcast =
        new Broadcast(
            "sale",
            "execution",
            "arn",
            "FAILED",
            START,
            Optional.of(END),
            Optional.of(summary),
            Optional.empty());

    assertThat(
            String.join(
                    "\n", ReportLines.ended(broadcast, END, "./fanfare resend " + broadcast.id()))
                + "\n")
        .isEqualTo(
            """
            Broadcast sale: FAILED in 12.3 s
              planned      1,000
                delivered    994   99 %
                stale          5  0.5 %
                slow           1  0.1 %
              pruned           5
              shards          10
              rounds           3
            1 connection missed: ./fanfare resend sale tries them again
            """);
  }

  @Test
  void ended_withoutFigures_saysTheError() {
    var summary =
        new Summary(
            0, Books.EMPTY.words(), 0, new Summary.Work(0, 0, 0), false, "Oops: \u001b[31mwhy");
    var broadcast =
        new Broadcast(
            "sale",
            "execution",
            "arn",
            "FAILED",
            START,
            Optional.of(END),
            Optional.of(summary),
            Optional.empty());

    assertThat(ReportLines.ended(broadcast, END, "./fanfare resend " + broadcast.id()))
        .containsExactly("Broadcast sale: FAILED in 12.3 s", "  Oops: \\u001b[31mwhy");
  }

  @Test
  void ended_cancelled_saysHowManyGotNothing() {
    Books books = Books.EMPTY.plus(Outcome.DELIVERED, 219).plus(Outcome.CANCELLED, 66);
    var summary = new Summary(285, books.words(), 0, new Summary.Work(0, 3, 1), false, "");
    var broadcast =
        new Broadcast(
            "sale",
            "execution",
            "arn",
            "CANCELLED",
            START,
            Optional.of(END),
            Optional.of(summary),
            Optional.empty());

    assertThat(ReportLines.ended(broadcast, END, "./fanfare resend sale"))
        .startsWith("Broadcast sale: CANCELLED in 12.3 s")
        .endsWith(
            "66 connections cancelled: nothing was posted to them, and resend does not include them");
    assertThat(Watch.exitCode(List.of(broadcast))).isEqualTo(1);
  }

  @Test
  void progress_withoutIdColumn_isOneLine() {
    var progress =
        new Progress(
            "sale",
            "RUNNING",
            "PlanShards",
            new Plan(false, 7, 0),
            Pushed.NOTHING,
            Speed.NONE,
            900,
            null);

    assertThat(ProgressLine.of(progress, 0)).isEqualTo("sale  planning: 7 connections so far");
  }

  @Test
  void progress_running_isOneLine() {
    Books books = Books.EMPTY.plus(Outcome.DELIVERED, 4_300).plus(Outcome.STALE, 200);
    var progress =
        new Progress(
            "sale",
            "RUNNING",
            "PushShards",
            new Plan(true, 10_000, 10),
            new Pushed(2, 3, 4_500, books.words(), 4_600),
            new Speed(812.4, 6_770L),
            5_000,
            Priority.LOW);

    assertThat(ProgressLine.of(progress, 6))
        .isEqualTo(
            "sale    [=========>          ]  45 %  4,500 of 10,000  812/s  0:07 left"
                + "  delivered 4,300, stale 200  (round 2)  (low priority)");
  }

  @Test
  void progress_whilePlanning_countsTheAudience() {
    var progress =
        new Progress(
            "sale",
            "RUNNING",
            "PlanShards",
            new Plan(false, 30_000, 6),
            Pushed.NOTHING,
            Speed.NONE,
            2_000,
            Priority.NORMAL);

    assertThat(ProgressLine.of(progress, 4)).isEqualTo("sale  planning: 30,000 connections so far");
  }
}
