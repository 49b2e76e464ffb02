package dev.fanfare.cli.estimate;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.Pause;
import dev.fanfare.cli.broadcasts.DryRun;
import dev.fanfare.cli.broadcasts.RequestDraft;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.estimate.Estimate;
import dev.fanfare.estimate.Workload;
import dev.fanfare.request.Request;
import dev.fanfare.request.RequestReader;

/** Estimates a request before it is sent. */
public final class AudienceEstimate {
  /** Assumed message size if the request has no message, or takes that of an earlier broadcast. */
  static final int DEFAULT_BYTES = 1_000;

  private AudienceEstimate() {}

  /**
   * Counts the current audience with a dry run, and estimates time and cost.
   *
   * @param id of the intended broadcast
   * @throws InvalidRequestException if the request breaks a rule
   * @throws CommandFailure if the audience cannot be counted
   */
  public static Estimate of(DeployedStack stack, RequestDraft draft, String id, Pause pause)
      throws InterruptedException {
    Request request = RequestReader.read(draft.json());
    long count = DryRun.of(stack, draft, id, pause).planned();
    int bytes = request.message().map(message -> message.length).orElse(DEFAULT_BYTES);
    var estimates = new StackEstimates(stack);
    return estimates.estimate(
        new Workload(
            count, bytes, estimates.settings().rateOf(request), request.audience().users().size()));
  }
}
