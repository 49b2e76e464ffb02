package dev.fanfare.cli.broadcasts;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunResponse;
import software.amazon.awssdk.services.sfn.model.MapRunItemCounts;
import software.amazon.awssdk.services.sfn.model.MapRunListItem;

/**
 * The Map Run that pushes the shards of one round.
 *
 * @param endedAt null while it runs
 * @param items number of shards by status; the keys are the names that Step Functions uses
 */
public record MapRun(
    String arn,
    String status,
    String startedAt,
    @Nullable String endedAt,
    Map<String, Long> items) {

  /**
   * Returns the Map Runs of an execution, the latest first.
   *
   * @param executionArn empty if there is no execution; the result is then empty
   */
  public static List<MapRun> of(SfnClient states, String executionArn) {
    if (executionArn.isEmpty()) {
      return List.of();
    }
    return states.listMapRunsPaginator(list -> list.executionArn(executionArn)).mapRuns().stream()
        .sorted(Comparator.comparing(MapRunListItem::startDate).reversed())
        .map(run -> of(states.describeMapRun(get -> get.mapRunArn(run.mapRunArn()))))
        .toList();
  }

  /** Returns the number of shards. */
  public long total() {
    return items.getOrDefault("total", 0L);
  }

  /** Returns the number of shards that have ended, with success or not. */
  public long done() {
    return Stream.of("succeeded", "failed", "timedOut", "aborted").mapToLong(items::get).sum();
  }

  private static MapRun of(DescribeMapRunResponse run) {
    return new MapRun(
        run.mapRunArn(),
        run.statusAsString(),
        run.startDate().toString(),
        run.stopDate() == null ? null : run.stopDate().toString(),
        items(run.itemCounts()));
  }

  private static Map<String, Long> items(MapRunItemCounts counts) {
    var items = new LinkedHashMap<String, Long>();
    items.put("total", counts.total());
    items.put("pending", counts.pending());
    items.put("running", counts.running());
    items.put("succeeded", counts.succeeded());
    items.put("failed", counts.failed());
    items.put("timedOut", counts.timedOut());
    items.put("aborted", counts.aborted());
    items.put("resultsWritten", counts.resultsWritten());
    return items;
  }
}
