package dev.fanfare.outcomes;

import dev.fanfare.broadcast.Progress;

/**
 * What came of one shard in one round, in the form that the state machine gives it: the output of a
 * child execution of the Map, or what the only shard's states hand on.
 *
 * @param finished whether every line has its outcome
 * @param progress how far its pushers came; null when none of them has told
 * @param trouble why it was left unfinished, for people; empty or null when it was not
 */
public record ShardResult(String shardKey, boolean finished, Progress progress, String trouble) {

  public ShardResult {
    progress = progress == null ? Progress.START : progress;
    trouble = trouble == null ? "" : trouble;
  }

  /** A shard of which no result tells anything: nobody is known to have been posted to. */
  static ShardResult unknown(String shardKey, String trouble) {
    return new ShardResult(shardKey, false, Progress.START, trouble);
  }
}
