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
 * Starts broadcasts as the queue's starter does: the request goes to the bucket, the execution gets
 * its key, and an id means one broadcast however often it is sent.
 */
public final class Sender {
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

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
   * Starts a broadcast, unless it has been started before.
   *
   * @param id names it; where the request has an id, the same one
   * @return whether this call started it
   * @throws InvalidRequestException when the request breaks a rule, or names an id that another
   *     request has had
   */
  public boolean start(String id, byte[] request) {
    return starter.start(request, id).isNew();
  }

  /**
   * A broadcast that was just started: Step Functions may take a moment to know it.
   *
   * @throws CommandFailure when it does not come to be known
   */
  public Broadcast started(String id, Pause pause) throws InterruptedException {
    long looks = SEEN_WITHIN.dividedBy(LOOK_EVERY);
    for (long look = 0; look < looks; look++) {
      var found = broadcasts.get(id);
      if (found.isPresent()) {
        return found.get();
      }
      pause.pause(LOOK_EVERY);
    }
    throw new CommandFailure(
        ExitCode.NO_BROADCAST,
        "broadcast %s was started, and Step Functions does not know it yet: try %s %s"
            .formatted(id, stack.call("watch"), id));
  }
}
