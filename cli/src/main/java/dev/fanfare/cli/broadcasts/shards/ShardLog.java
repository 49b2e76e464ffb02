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

/** What the pusher's calls have logged about one shard: lines that name its key. */
public final class ShardLog {
  /** AWS answers empty pages where it has found nothing yet; somebody waits for the whole. */
  private static final int MAX_PAGES = 50;

  private static final int PAGE = 1_000;

  private ShardLog() {}

  /**
   * The latest lines, the oldest of them first, each behind its time. A line is there some seconds
   * after it was logged.
   *
   * @param since when the broadcast began; on AWS, what is asked for costs time
   * @param limit most lines, from 1
   * @throws software.amazon.awssdk.core.exception.SdkException when the logs cannot be read
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
      // Somebody has deleted the group, and no call has made it anew: there are no lines.
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
