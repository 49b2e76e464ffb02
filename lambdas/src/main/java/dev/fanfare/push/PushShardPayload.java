package dev.fanfare.push;

import dev.fanfare.broadcast.Progress;
import dev.fanfare.request.Priority;
import org.jspecify.annotations.Nullable;

/**
 * The payload of one PushShard invocation.
 *
 * @param expiresAt when the broadcast expires, in milliseconds since the epoch; null if never
 * @param pushers the number of concurrent pushers that share the account's post rate; at least 1
 * @param execution ARN of the execution that pushes this shard; null if the state machine predates
 *     progress reports
 * @param round the round of pushing, from 1; null if {@code execution} is null
 * @param rate the request's maximum of posts per second; null for no maximum
 * @param priority the priority of the broadcast; null if the state machine predates priorities
 * @param progress the progress of the previous invocation; null in the first
 */
public record PushShardPayload(
    String broadcastId,
    String shardKey,
    String messageKey,
    @Nullable Long expiresAt,
    int pushers,
    @Nullable String execution,
    @Nullable Integer round,
    @Nullable Integer rate,
    @Nullable Priority priority,
    @Nullable Progress progress) {

  /** Returns the progress of earlier invocations. */
  public Progress before() {
    return progress == null ? Progress.START : progress;
  }
}
