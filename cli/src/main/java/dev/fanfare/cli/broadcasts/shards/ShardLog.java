package dev.fanfare.cli.broadcasts.shards;

import dev.fanfare.cli.stack.DeployedStack;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Reads the log lines of the pusher that contain the key of one shard. */
public final class ShardLog {
  /** Limits the wait: CloudWatch Logs returns empty pages while it searches. */
  private static final int MAX_PAGES = 50;

  private static final int PAGE = 1_000;

  private ShardLog() {}

  /**
   * Returns the latest lines, the oldest of them first, each with its time in front. CloudWatch
   * Logs returns a line some seconds after it was written.
   *
   * @param since start of the broadcast; a short time range makes the search faster
   * @param limit maximum number of lines, at least 1
   * @throws software.amazon.awssdk.core.exception.SdkException if the logs cannot be read
   */
  public static List<String> of(DeployedStack stack, String shardKey, Instant since, int limit) {
    var request =
        FilterLogEventsRequest.builder()
            .logGroupName(stack.logGroup("PushShard"))
            .filterPattern(quoted(shardKey))
            .startTime(since.toEpochMilli())
            .limit(PAGE)
            .build();
    Deque<String> latest = new ArrayDeque<>();
    try {
      Iterator<FilterLogEventsResponse> pages =
          stack.logs().filterLogEventsPaginator(request).iterator();
      for (int page = 0; page < MAX_PAGES && pages.hasNext(); page++) {
        for (FilteredLogEvent event : pages.next().events()) {
          latest.addLast(line(event));
          if (latest.size() > limit) {
            latest.removeFirst();
          }
        }
      }
    } catch (ResourceNotFoundException e) {
      // The log group was deleted and no later call has created it again: there are no lines.
      return List.of();
    }
    return List.copyOf(latest);
  }

  private static String quoted(String term) {
    return '"' + term.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String line(FilteredLogEvent event) {
    return Instant.ofEpochMilli(event.timestamp()) + " " + event.message().stripTrailing();
  }
}
