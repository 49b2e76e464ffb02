package dev.fanfare.cli.broadcasts;

import dev.fanfare.cli.broadcasts.Progress.Pushed;
import dev.fanfare.cli.broadcasts.Progress.Speed;
import dev.fanfare.cli.broadcasts.shards.ShardRows;
import dev.fanfare.cli.broadcasts.shards.ShardTally;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.request.Priority;
import dev.fanfare.tables.ProgressRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the progress of one broadcast repeatedly. */
public final class ProgressMeter {
  private static final double MILLIS = 1000.0;

  private final Broadcasts broadcasts;
  private final ShardRows rows;
  private final History history;
  private final BroadcastFiles files;
  private final Clock clock;

  private Broadcast broadcast;
  private Plan plan = Plan.NONE;
  private String step = "";
  private @Nullable Pace pace;
  private List<ProgressRow> shards = List.of();

  public ProgressMeter(DeployedStack stack, Broadcast broadcast, Clock clock) {
    this.broadcasts = new Broadcasts(stack);
    this.rows = new ShardRows(stack);
    this.history = new History(stack.states(), broadcast.executionArn(), true);
    this.files = new BroadcastFiles(stack, broadcast.id());
    this.clock = clock;
    this.broadcast = broadcast;
  }

  /** Returns the broadcast as of the last {@link #look}. */
  public Broadcast broadcast() {
    return broadcast;
  }

  /** Returns the rows of the shards that had begun by the last {@link #look}, ordered by round. */
  public List<ProgressRow> shards() {
    return shards;
  }

  /** Reads the current progress. */
  public Progress read() {
    // Read the status before the rows: if the broadcast has ended, the rows are final.
    broadcast = broadcasts.get(broadcast.id()).orElse(broadcast).with(priority());
    List<HistoryRow> news = history.rest();
    plan = plan.after(news);
    news.stream()
        .map(HistoryRow::state)
        .filter(state -> !state.isEmpty())
        .forEach(state -> step = state);
    shards = rows.of(broadcast.id()).toList();
    ShardTally tally = ShardTally.of(shards.stream());
    return broadcast.summary().map(end -> ended(end, tally)).orElseGet(() -> running(tally));
  }

  /**
   * Reads the priority until it is known, then keeps it: a request does not change. If the
   * execution was started with the request itself, the planner stores it later.
   */
  private Optional<Priority> priority() {
    return broadcast.priority().or(files::priority);
  }

  private Progress running(ShardTally tally) {
    Instant now = clock.instant();
    long settled = tally.books().total();
    if (pace == null && tally.begun() > 0) {
      pace = new Pace(Instant.ofEpochMilli(shards.get(0).startedAt()));
    }
    if (pace != null) {
      pace.add(now, tally.posts(), settled);
    }
    return new Progress(
        broadcast.id(),
        broadcast.status(),
        step,
        plan,
        new Pushed(tally.round(), tally.finished(), settled, tally.books().words(), tally.posts()),
        new Speed(pace == null ? 0 : pace.postsPerSecond(), millisLeft(settled)),
        broadcast.took(now).toMillis(),
        broadcast.priority().orElse(null));
  }

  private @Nullable Long millisLeft(long settled) {
    if (pace == null || !plan.isFinished() || settled >= plan.planned()) {
      return null;
    }
    var millis = pace.millisFor(plan.planned() - settled);
    return millis.isPresent() ? (long) millis.getAsDouble() : null;
  }

  private Progress ended(Summary end, ShardTally tally) {
    Duration took = broadcast.took(clock.instant());
    return new Progress(
        broadcast.id(),
        broadcast.status(),
        step,
        new Plan(plan.isFinished(), end.planned(), end.work().shards()),
        new Pushed(
            end.work().rounds(),
            tally.finished(),
            end.accountedFor(),
            end.outcomes(),
            tally.posts()),
        new Speed(took.isZero() ? 0 : tally.posts() * MILLIS / took.toMillis(), null),
        took.toMillis(),
        broadcast.priority().orElse(null));
  }
}
