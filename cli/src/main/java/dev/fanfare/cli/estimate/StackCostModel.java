package dev.fanfare.cli.estimate;

import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.estimate.CostModel;
import dev.fanfare.estimate.CostModel.PostSpeed;
import dev.fanfare.estimate.CostModel.PushOverhead;
import dev.fanfare.estimate.LinearFit;
import dev.fanfare.estimate.Observations;
import dev.fanfare.estimate.PriceBook;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Derives the speed of a stack from its latest broadcasts. The reducer keeps their times in the
 * bucket; the time after the report comes from the end of the executions.
 */
final class StackCostModel {
  private static final int EXECUTIONS = 100;

  /**
   * Rough assumptions for a local stack that has sent nothing yet, from the measurements on two
   * cores in docs/performance.md. After the first broadcast, the stack's own times replace them.
   */
  static final CostModel LOCAL =
      new CostModel(
          "assumptions about a local stack; this one has sent nothing yet",
          new LinearFit(30, 0.01),
          new PushOverhead(100, 200),
          new LinearFit(20, 0.003),
          20,
          new PostSpeed(2, 20_000, 6_000));

  private final DeployedStack stack;

  StackCostModel(DeployedStack stack) {
    this.stack = stack;
  }

  CostModel read(PriceBook priceBook) {
    CostModel assumed = stack.isLocal() ? LOCAL : CostModel.assumed(priceBook);
    Observations observed = observed();
    return observed.broadcasts().isEmpty()
        ? assumed
        : assumed.after(observed).withPrune(prune(observed, assumed));
  }

  Observations observed() {
    try {
      return Observations.read(
          stack
              .objects()
              .getObjectAsBytes(get -> get.bucket(stack.bucket()).key(BroadcastKeys.OBSERVED))
              .asByteArrayUnsafe());
    } catch (NoSuchKeyException | IOException e) {
      // Not written yet, or by another version of Fanfare. The next broadcast starts a new file.
      return Observations.NOTHING;
    }
  }

  /** Returns the median time, in milliseconds, from the report to the end of the execution. */
  private double prune(Observations observed, CostModel assumed) {
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
                    found.accept(Math.max(0, millis - one.times().reported()));
                  }
                })
            .sorted()
            .toArray();
    return rest.length == 0 ? assumed.prune() : rest[rest.length / 2];
  }
}
