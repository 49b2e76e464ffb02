package dev.fanfare.push;

import dev.fanfare.broadcast.Progress;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;

/**
 * The log line of one invocation of the pusher. The shard's key identifies it.
 *
 * <pre>
 * PUSHED broadcasts/sale/shards/1/00007.jsonl: 510 posts in 1204 ms, 500 delivered, 3 stale, finished
 * </pre>
 *
 * The outcomes are those of all invocations so far, as in the result; the posts are those of this
 * invocation.
 */
final class InvocationLogLine {
  private InvocationLogLine() {}

  /**
   * @param nanos the duration of the push
   */
  static String of(PushShardPayload payload, PushShardResult result, long nanos) {
    Progress reached = result.progress();
    long posts = reached.posts() - payload.before().posts();
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
    var line = new StringJoiner(", ", "PUSHED " + payload.shardKey() + ": ", "");
    line.add(posts + " posts in " + millis + " ms");
    for (Map.Entry<String, Long> outcome : reached.outcomes().entrySet()) {
      if (outcome.getValue() > 0) {
        line.add(outcome.getValue() + " " + outcome.getKey());
      }
    }
    line.add(result.finished() ? "finished" : "continues in another call");
    return line.toString();
  }
}
