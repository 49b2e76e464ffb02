package dev.fanfare.push;

import dev.fanfare.broadcast.Progress;
import dev.fanfare.request.Priority;

/**
 * What PushShard gets for one invocation.
 *
 * @param expiresAt when the broadcast expires, in milliseconds since the epoch; null if never
 * @param pushers pushers that run at the same time and share the account's post rate; at least 1
 * @param execution ARN of the execution that pushes this shard; null if the state machine predates
 *     progress reports
 * @param round the round of pushing, from 1; null if {@code execution} is
 * @param rate the request's maximum of posts per second; null for no maximum
 * @param priority of the broadcast; null if the state machine predates priorities
 * @param progress what the last invocation reached; null in the first
 */
public record PushShardPayload(
    String broadcastId,
    String shardKey,
    String messageKey,
    Long expiresAt,
    int pushers,
    String execution,
    Integer round,
    Integer rate,
    Priority priority,
    Progress progress) {

  /** What earlier invocations reached. */
  Progress before() {
    return progress == null ? Progress.START : progress;
  }
}
