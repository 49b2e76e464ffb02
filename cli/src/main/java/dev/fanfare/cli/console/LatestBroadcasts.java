package dev.fanfare.cli.console;

import dev.fanfare.cli.broadcasts.Broadcast;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * The latest broadcasts, shared by all open pages. It stays within the quotas of Step Functions: it
 * lists executions at most twelve times a minute, and describes an ended broadcast only once.
 */
final class LatestBroadcasts {
  private static final Duration LIST_EVERY = Duration.ofSeconds(5);

  /**
   * Maximum DescribeExecution calls in the same time. In its smaller Regions, AWS allows ten a
   * second for the whole account.
   */
  private static final int DESCRIPTIONS = 25;

  private final Supplier<List<ExecutionListItem>> list;
  private final Supplier<List<Broadcast>> listDirect;
  private final Function<String, Optional<Broadcast>> describe;
  private final CallBudget lists;
  private final CallBudget descriptions;

  private List<ExecutionListItem> latest = List.of();
  private List<Broadcast> latestDirect = List.of();
  private final Map<String, Broadcast> ended = new HashMap<>();

  /**
   * A part of the broadcasts, the latest first.
   *
   * @param isWhole whether the page has all known broadcasts of this status
   */
  record Page(List<Broadcast> broadcasts, boolean isWhole) {}

  /**
   * @param list returns the latest executions, the latest first
   * @param listDirect returns the latest broadcasts that were posted directly, the latest first
   * @param describe returns the broadcast with an id
   */
  LatestBroadcasts(
      Supplier<List<ExecutionListItem>> list,
      Supplier<List<Broadcast>> listDirect,
      Function<String, Optional<Broadcast>> describe,
      Clock clock) {
    this.list = list;
    this.listDirect = listDirect;
    this.describe = describe;
    this.lists = new CallBudget(1, LIST_EVERY, clock);
    this.descriptions = new CallBudget(DESCRIPTIONS, LIST_EVERY, clock);
  }

  /**
   * Returns the latest broadcasts. If the call budget is used up, some are missing and appear in a
   * later call.
   *
   * @param status the only status to return; empty for all
   * @param max maximum number of broadcasts
   */
  synchronized Page page(Optional<String> status, int max) {
    Page executions = executions(status, max);
    var direct =
        latestDirect.stream()
            .filter(one -> status.isEmpty() || one.status().equals(status.get()))
            .toList();
    List<Broadcast> both =
        Stream.concat(executions.broadcasts().stream(), direct.stream())
            .sorted(Comparator.comparing(Broadcast::startedAt).reversed())
            .toList();
    return new Page(both.stream().limit(max).toList(), executions.isWhole() && both.size() <= max);
  }

  private Page executions(Optional<String> status, int max) {
    if (lists.take()) {
      latest = list.get();
      latestDirect = listDirect.get();
      forgetOlder();
    }
    var found = new ArrayList<Broadcast>();
    boolean isWhole = true;
    for (ExecutionListItem execution : latest) {
      if (mayHaveStatus(status, execution)) {
        if (found.size() == max) {
          return new Page(found, false);
        }
        Optional<Broadcast> broadcast = broadcast(execution);
        isWhole &= broadcast.isPresent();
        broadcast
            .filter(one -> status.isEmpty() || one.status().equals(status.get()))
            .ifPresent(found::add);
      }
    }
    return new Page(found, isWhole);
  }

  private Optional<Broadcast> broadcast(ExecutionListItem execution) {
    String id = execution.name();
    if (execution.status() == ExecutionStatus.RUNNING) {
      return Optional.of(Broadcast.running(id, execution.executionArn(), execution.startDate()));
    }
    Broadcast known = ended.get(id);
    if (known == null && descriptions.take()) {
      known = describe.apply(id).filter(Broadcast::hasEnded).orElse(null);
      if (known != null) {
        ended.put(id, known);
      }
    }
    return Optional.ofNullable(known);
  }

  /**
   * Whether an execution can have this status. The execution of a cancelled broadcast has succeeded
   * or failed.
   */
  private static boolean mayHaveStatus(Optional<String> status, ExecutionListItem execution) {
    if (status.isEmpty() || status.get().equals(execution.statusAsString())) {
      return true;
    }
    return status.get().equals(Broadcast.CANCELLED)
        && (execution.status() == ExecutionStatus.SUCCEEDED
            || execution.status() == ExecutionStatus.FAILED);
  }

  private void forgetOlder() {
    Set<String> ids = new HashSet<>();
    latest.forEach(execution -> ids.add(execution.name()));
    ended.keySet().retainAll(ids);
  }
}
