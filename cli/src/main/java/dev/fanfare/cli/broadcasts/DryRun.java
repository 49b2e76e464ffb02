package dev.fanfare.cli.broadcasts;

import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.ExitCode;
import dev.fanfare.cli.Pause;
import dev.fanfare.cli.stack.DeployedStack;
import java.time.Duration;
import java.util.UUID;

/**
 * A broadcast that was only planned: its audience is counted by the planner itself, on the rows as
 * they are now.
 *
 * @param planned how many connections it would go to
 */
public record DryRun(String id, long planned) {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final int SUFFIX = 8;

  /** What the state machine puts before a rule that the request breaks. */
  private static final String REFUSED = "PlanShards: the request is refused: ";

  /** So that id and suffix can name an execution. */
  private static final int MAX_ID_LENGTH = 60;

  /**
   * Plans a request.
   *
   * @param id of the broadcast that it is for; every dry run of it has a name of its own
   * @throws CommandFailure when it cannot be planned
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
      pause.pause(LOOK_EVERY);
      broadcast = broadcasts.get(name).orElseThrow();
    }
    Summary end = broadcast.summary().orElseThrow();
    if (end.trouble().startsWith(REFUSED)) {
      throw new CommandFailure(ExitCode.WRONG_CALL, end.trouble().substring(REFUSED.length()));
    }
    if (!end.trouble().isEmpty()) {
      throw new CommandFailure("the audience could not be counted: " + end.trouble());
    }
    return new DryRun(name, end.planned());
  }
}
