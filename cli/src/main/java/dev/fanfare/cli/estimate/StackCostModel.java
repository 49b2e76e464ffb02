package dev.fanfare.cli.estimate;

import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.estimate.CostModel;
import dev.fanfare.estimate.LinearFit;
import dev.fanfare.estimate.Observation;
import dev.fanfare.estimate.Observed;
import dev.fanfare.estimate.PriceBook;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * How quick a stack is: what its latest broadcasts took, which the reducers keep in its bucket,
 * and, for what comes after the report, when their executions ended.
 */
final class StackCostModel {
  private static final int EXECUTIONS = 100;

  /**
   * One machine for everything: rough, of the order of what docs/performance.md tells of two cores,
   * and soon replaced by what this very stack takes.
   */
  static final CostModel LOCAL =
      new CostModel(
          "assumptions about a local stack, nothing was sent by this one yet",
          new LinearFit(30, 0.01),
          100,
          200,
          new LinearFit(20, 0.003),
          20,
          2,
          20_000,
          6_000);

  private final DeployedStack stack;

  StackCostModel(DeployedStack stack) {
    this.stack = stack;
  }

  CostModel read(PriceBook priceBook) {
    CostModel assumed = stack.isLocal() ? LOCAL : CostModel.assumed(priceBook);
    Observed observed = observed();
    return observed.broadcasts().isEmpty()
        ? assumed
        : assumed.after(observed).withPrune(prune(observed, assumed));
  }

  Observed observed() {
    try {
      return Observed.read(
          stack
              .objects()
              .getObjectAsBytes(get -> get.bucket(stack.bucket()).key(BroadcastKeys.OBSERVED))
              .asByteArrayUnsafe());
    } catch (NoSuchKeyException | IOException e) {
      // Not written yet; or by another version of Fanfare, and the next broadcast begins anew.
      return Observed.NOTHING;
    }
  }

  /** The median of what executions took after their report was written. */
  private double prune(Observed observed, CostModel assumed) {
    Map<String, Long> took = new HashMap<>();
    stack
        .states()
        .listExecutions(
            list ->
                list.stateMachineArn(stack.stateMachineArn())
                    .statusFilter(ExecutionStatus.SUCCEEDED)
                    .maxResults(EXECUTIONS))
        .executions()
        .forEach(
            one ->
                took.put(one.name(), Duration.between(one.startDate(), one.stopDate()).toMillis()));
    double[] rest =
        observed.broadcasts().stream()
            .mapMultiToDouble(
                (one, found) -> {
                  Long millis = took.get(one.broadcastId());
                  if (millis != null) {
                    found.accept(Math.max(0, millis - reported(one)));
                  }
                })
            .sorted()
            .toArray();
    return rest.length == 0 ? assumed.prune() : rest[rest.length / 2];
  }

  private static long reported(Observation one) {
    return one.plan() + one.push() + one.reduce();
  }
}
