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

/** What a request would take that was not sent yet. */
public final class AudienceEstimate {
  /** Where nothing says what is to be sent, or only an earlier broadcast does. */
  static final int USUAL_BYTES = 1_000;

  private AudienceEstimate() {}

  /**
   * Has the planner count the audience as it is now, and estimates.
   *
   * @param id of the broadcast that it is for
   * @throws InvalidRequestException when the request breaks a rule
   * @throws CommandFailure when the audience cannot be counted
   */
  public static Estimate of(DeployedStack stack, RequestDraft draft, String id, Pause pause)
      throws InterruptedException {
    Request request = RequestReader.read(draft.json());
    long count = DryRun.of(stack, draft, id, pause).planned();
    int bytes = request.message().map(message -> message.length).orElse(USUAL_BYTES);
    var estimates = new StackEstimates(stack);
    return estimates.estimate(
        new Workload(count, bytes, estimates.settings().rateOf(request), request.users().size()));
  }
}
