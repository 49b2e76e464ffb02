package dev.fanfare.outcomes;

import dev.fanfare.broadcast.Progress;

/**
 * The result of one shard in one round, in the state machine's format: the output of a child
 * execution of the Map, or of the states for a single shard.
 *
 * @param finished whether every line has an outcome
 * @param progress last known progress; null if no pusher reported any
 * @param trouble why the shard is unfinished, for display; empty or null if it is finished
 */
public record ShardResult(String shardKey, boolean finished, Progress progress, String trouble) {

  public ShardResult {
    progress = progress == null ? Progress.START : progress;
    trouble = trouble == null ? "" : trouble;
  }

  /** A shard without a result: no connection is known to have been posted to. */
  static ShardResult unknown(String shardKey, String trouble) {
    return new ShardResult(shardKey, false, Progress.START, trouble);
  }
}
