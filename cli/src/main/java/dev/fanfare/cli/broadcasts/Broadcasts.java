package dev.fanfare.cli.broadcasts;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.ExitCode;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.request.BroadcastId;
import dev.fanfare.tables.DirectSummary;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Lists and finds the broadcasts of a stack. */
public final class Broadcasts {

  /** Number of latest executions to search for CANCELLED, which Step Functions cannot filter by. */
  private static final int SEARCHED = 1_000;

  /** Number of latest broadcasts to search for an id prefix: one page. */
  private static final int LATEST = 100;

  private final DeployedStack stack;
  private final SfnClient states;
  private final DirectList direct;

  public Broadcasts(DeployedStack stack) {
    this.stack = stack;
    this.states = stack.states();
    this.direct = new DirectList(stack);
  }

  /**
   * Returns the broadcasts, the latest first. Pages are read as the stream is consumed.
   *
   * @param status the only status to return; null for all. Step Functions has no status CANCELLED,
   *     so only the latest 1,000 executions are searched for it
   */
  public Stream<Broadcast> latest(@Nullable String status) {
    if (Broadcast.CANCELLED.equals(status)) {
      return executions(null)
          .limit(SEARCHED)
          .filter(execution -> execution.status() != ExecutionStatus.RUNNING)
          .map(execution -> describe(execution.executionArn()))
          .filter(broadcast -> broadcast.status().equals(status));
    }
    var pushed =
        executions(status)
            .map(execution -> describe(execution.executionArn()))
            .filter(broadcast -> status == null || broadcast.status().equals(status));
    return LatestFirst.merge(List.of(pushed, latestDirect(status)), Broadcast::startedAt);
  }

  /**
   * Returns the broadcasts that functions posted directly, the latest first.
   *
   * @param status the only status to return; null for all
   */
  public Stream<Broadcast> latestDirect(@Nullable String status) {
    boolean hasNone =
        status != null
            && !status.equals(ExecutionStatus.SUCCEEDED.toString())
            && !status.equals(ExecutionStatus.FAILED.toString());
    return hasNone
        ? Stream.empty()
        : direct
            .latest()
            .map(Broadcast::of)
            .filter(broadcast -> status == null || broadcast.status().equals(status));
  }

  private Stream<ExecutionListItem> executions(@Nullable String status) {
    return states
        .listExecutionsPaginator(
            list -> list.stateMachineArn(stack.stateMachineArn()).statusFilter(status))
        .executions()
        .stream();
  }

  /** Returns at most 1,000 executions, the latest first, with one call. */
  public List<ExecutionListItem> latestExecutions() {
    return states
        .listExecutions(list -> list.stateMachineArn(stack.stateMachineArn()).maxResults(SEARCHED))
        .executions();
  }

  /** Returns the broadcast with exactly this id. */
  public Optional<Broadcast> get(String id) {
    try {
      return Optional.of(describe(stack.executionArn(id)));
    } catch (ExecutionDoesNotExistException none) {
      return direct.get(id).map(Broadcast::of);
    }
  }

  /**
   * Returns the broadcast with an id or an id prefix.
   *
   * @param idOrPrefix an id, or the first characters of the id of one of the latest 100 broadcasts
   * @throws CommandFailure if no broadcast matches, or several do
   */
  public Broadcast find(String idOrPrefix) {
    return get(checked(idOrPrefix)).orElseGet(() -> beginningWith(idOrPrefix));
  }

  private Broadcast beginningWith(String prefix) {
    var executions =
        states
            .listExecutions(
                list -> list.stateMachineArn(stack.stateMachineArn()).maxResults(LATEST))
            .executions()
            .stream()
            .map(ExecutionListItem::name);
    List<String> candidates =
        Stream.concat(executions, direct.latest().limit(LATEST).map(DirectSummary::id))
            .filter(name -> name.startsWith(prefix))
            .toList();
    if (candidates.isEmpty()) {
      throw none(
          "there is no broadcast %s on stack %s, and no id of its latest %d broadcasts begins with it: %s"
                  .formatted(prefix, stack.name(), LATEST, stack.call("list"))
              + " lists them; a refused request is in the dead-letter queue");
    }
    if (candidates.size() > 1) {
      throw none(
          "%d broadcasts begin with %s: %s; give more of the id"
              .formatted(candidates.size(), prefix, shown(candidates)));
    }
    return get(candidates.get(0)).orElseThrow();
  }

  private static String shown(List<String> ids) {
    int most = 3;
    String first = String.join(", ", ids.subList(0, Math.min(most, ids.size())));
    return ids.size() > most ? first + ", …" : first;
  }

  private static String checked(String id) {
    try {
      return BroadcastId.check("ID", id);
    } catch (InvalidRequestException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  private static CommandFailure none(String message) {
    return new CommandFailure(ExitCode.NO_BROADCAST, message);
  }

  private Broadcast describe(String executionArn) {
    var execution = states.describeExecution(get -> get.executionArn(executionArn));
    return Broadcast.of(execution, () -> new BroadcastFiles(stack, execution.name()).isCancelled());
  }
}
