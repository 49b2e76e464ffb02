package dev.fanfare.cli.broadcasts;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.bucket.S3BroadcastBucket;
import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.ExitCode;
import dev.fanfare.cli.Pause;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.executions.BroadcastStart;
import dev.fanfare.executions.SfnExecutions;
import java.time.Clock;
import java.time.Duration;

/**
 * Starts broadcasts in the same way as the function that reads the queue: it writes the request to
 * the bucket and starts an execution with the key. Sending the same id twice starts one broadcast.
 */
public final class Sender {
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(10);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

  private final DeployedStack stack;
  private final Broadcasts broadcasts;
  private final BroadcastStart starter;

  public Sender(DeployedStack stack) {
    this.stack = stack;
    this.broadcasts = new Broadcasts(stack);
    this.starter =
        new BroadcastStart(
            new S3BroadcastBucket(stack.objects(), stack.bucket()),
            new SfnExecutions(stack.states(), stack.stateMachineArn()),
            Clock.systemUTC());
  }

  /**
   * Starts a broadcast, unless it was started before.
   *
   * @param id of the broadcast; the same as the id in the request, if it has one
   * @return whether this call started the broadcast
   * @throws InvalidRequestException if the request breaks a rule, or another request already used
   *     the id
   */
  public boolean start(String id, byte[] request) {
    return starter.start(request, id).isNew();
  }

  /**
   * Returns a broadcast that was just started. Waits up to ten seconds, because Step Functions can
   * take a moment to list a new execution.
   *
   * @throws CommandFailure if Step Functions does not list the execution in time
   */
  public Broadcast started(String id, Pause pause) throws InterruptedException {
    long polls = SEEN_WITHIN.dividedBy(POLL_INTERVAL);
    for (long poll = 0; poll < polls; poll++) {
      var found = broadcasts.get(id);
      if (found.isPresent()) {
        return found.get();
      }
      pause.pause(POLL_INTERVAL);
    }
    throw new CommandFailure(
        ExitCode.NO_BROADCAST,
        "broadcast %s has started, but Step Functions does not list it yet: try %s %s"
            .formatted(id, stack.call("watch"), id));
  }
}
