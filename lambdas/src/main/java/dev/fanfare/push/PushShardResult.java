package dev.fanfare.push;

import dev.fanfare.broadcast.Progress;

/**
 * The output of PushShard.
 *
 * @param finished whether every line of the shard has an outcome
 * @param progress the progress so far, which the next invocation continues
 */
public record PushShardResult(boolean finished, Progress progress) {}
