package dev.fanfare.prune;

import org.jspecify.annotations.Nullable;

/**
 * The output of PruneStale.
 *
 * @param pruned recorded connections whose rows are gone so far, in all invocations together
 * @param cursor where the next invocation continues; null when finished
 */
public record PruneStaleResult(boolean finished, long pruned, @Nullable PruneCursor cursor) {

  static PruneStaleResult of(PruneCursor reached) {
    boolean finished = reached.isFinished();
    return new PruneStaleResult(finished, reached.pruned(), finished ? null : reached);
  }
}
