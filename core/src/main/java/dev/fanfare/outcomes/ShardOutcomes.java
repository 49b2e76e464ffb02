package dev.fanfare.outcomes;

import dev.fanfare.broadcast.Offsets;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.Progress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome of each line of one shard in one round. */
public final class ShardOutcomes {
  private final List<Lines> undelivered;
  private final Offsets pending;
  private final int offset;

  private record Lines(Outcome outcome, Offsets lines) {}

  public ShardOutcomes(ShardResult shard) {
    Progress progress = shard.progress();
    undelivered =
        Arrays.stream(Outcome.values())
            .filter(outcome -> progress.undelivered().containsKey(outcome.word()))
            .map(outcome -> new Lines(outcome, progress.lines(outcome)))
            .toList();
    pending = Offsets.parse(progress.pending());
    offset = progress.offset();
  }

  /** The outcome of a line; unreachable if no pusher finished it. */
  public Outcome of(int line) {
    Outcome reported = reported(line);
    if (reported != null) {
      return reported;
    }
    return isOpen(line) ? Outcome.UNREACHABLE : Outcome.DELIVERED;
  }

  /** Whether pushing stopped before the line had an outcome. The books do not yet contain it. */
  public boolean isUnfinished(int line) {
    return isOpen(line) && reported(line) == null;
  }

  private boolean isOpen(int line) {
    return line >= offset || pending.contains(line);
  }

  private @Nullable Outcome reported(int line) {
    for (Lines some : undelivered) {
      if (some.lines().contains(line)) {
        return some.outcome();
      }
    }
    return null;
  }
}
