package dev.fanfare.cli.broadcasts;

import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.ExitCode;
import dev.fanfare.cli.Pause;
import dev.fanfare.cli.stack.DeployedStack;
import java.time.Duration;
import java.util.UUID;

/**
 * A broadcast that is planned but not sent. The planner of the stack counts the audience, so the
 * count follows the same rules as a real broadcast.
 *
 * @param planned number of connections that the broadcast would reach
 */
public record DryRun(String id, long planned) {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
  private static final int SUFFIX = 8;

  /** The state machine puts this before the rule that a request breaks. */
  private static final String REFUSED = "PlanShards: the request is refused: ";

  /** Leaves room for the suffix in the name of an execution. */
  private static final int MAX_ID_LENGTH = 60;

  /**
   * Plans a request and waits for the result.
   *
   * @param id of the intended broadcast; each dry run adds a random suffix, so the id stays free
   * @throws CommandFailure if the request is refused or the planning fails
   */
  public static DryRun of(DeployedStack stack, RequestDraft draft, String id, Pause pause)
      throws InterruptedException {
    String stem = id.substring(0, Math.min(MAX_ID_LENGTH, id.length()));
    String name = stem + "-dry-run-" + UUID.randomUUID().toString().substring(0, SUFFIX);
    var sender = new Sender(stack);
    sender.start(name, draft.with("dry_run", true).with("id", name).json());
    Broadcast broadcast = sender.started(name, pause);
    var broadcasts = new Broadcasts(stack);
    while (!broadcast.hasEnded()) {
      pause.pause(POLL_INTERVAL);
      broadcast = broadcasts.get(name).orElseThrow();
    }
    Summary end = broadcast.summary().orElseThrow();
    if (end.trouble().startsWith(REFUSED)) {
      throw new CommandFailure(ExitCode.USAGE, end.trouble().substring(REFUSED.length()));
    }
    if (!end.trouble().isEmpty()) {
      throw new CommandFailure("cannot count the audience: " + end.trouble());
    }
    return new DryRun(name, end.planned());
  }
}
