package dev.fanfare.reduce;

import dev.fanfare.push.Progress;

/**
 * What came of one shard in one round.
 *
 * @param finished whether every line has its outcome
 * @param progress how far its pushers came
 * @param trouble why it was left unfinished, for people; empty when it was not
 */
record ShardResult(String shardKey, boolean finished, Progress progress, String trouble) {

  /** A shard of which no result tells anything: nobody is known to have been posted to. */
  static ShardResult unknown(String shardKey, String trouble) {
    return new ShardResult(shardKey, false, Progress.START, trouble);
  }
}
