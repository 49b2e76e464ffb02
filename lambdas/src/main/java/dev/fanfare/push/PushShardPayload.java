package dev.fanfare.push;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.request.Priority;
import org.jspecify.annotations.Nullable;

/**
 * The payload of one PushShard invocation. Its JSON is one flat object.
 *
 * @param expiresAt when the broadcast expires, in milliseconds since the epoch; null if never
 * @param progress the progress of the previous invocation; null in the first
 */
public record PushShardPayload(
    String broadcastId,
    String shardKey,
    String messageKey,
    @Nullable Long expiresAt,
    @JsonUnwrapped Pace pace,
    @JsonUnwrapped Origin origin,
    @Nullable Progress progress) {

  /**
   * @param pushers the number of concurrent pushers that share the account's post rate; at least 1
   * @param rate the request's maximum of posts per second; null for no maximum
   * @param priority the priority of the broadcast; null if the state machine predates priorities
   */
  public record Pace(int pushers, @Nullable Integer rate, @Nullable Priority priority) {}

  /**
   * @param execution ARN of the execution that pushes this shard; null if the state machine
   *     predates progress reports
   * @param round the round of pushing, from 1; null if {@code execution} is null
   */
  public record Origin(@Nullable String execution, @Nullable Integer round) {}

  /** Returns the progress of earlier invocations. */
  public Progress before() {
    return progress == null ? Progress.START : progress;
  }
}
