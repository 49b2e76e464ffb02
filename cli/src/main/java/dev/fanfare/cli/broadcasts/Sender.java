package dev.fanfare.cli.broadcasts;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.broadcast.RequestReader;
import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.ExitCode;
import dev.fanfare.cli.Pause;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.config.Json;
import java.time.Duration;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/**
 * Starts broadcasts as the queue's starter does: the request goes to the bucket, the execution gets
 * its key, and an id means one broadcast however often it is sent.
 */
public final class Sender {
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final DeployedStack stack;
  private final Broadcasts broadcasts;

  public Sender(DeployedStack stack) {
    this.stack = stack;
    this.broadcasts = new Broadcasts(stack);
  }

  /**
   * Starts a broadcast, unless it has been started before.
   *
   * @param id names it; where the request has an id, the same one
   * @return whether this call started it
   * @throws InvalidRequestException when the request breaks a rule
   * @throws CommandFailure when another request has this id
   */
  public boolean start(String id, byte[] request) {
    RequestReader.read(request);
    var files = new BroadcastFiles(stack, id);
    boolean isKnown = broadcasts.get(id).isPresent();
    if (!files.claim(request)) {
      throw new CommandFailure(
          ExitCode.WRONG_CALL,
          "id is %s: another request has had it already; give another --id".formatted(id),
          null);
    }
    if (isKnown) {
      return false;
    }
    String input = Json.MAPPER.createObjectNode().put("requestKey", files.requestKey()).toString();
    try {
      stack
          .states()
          .startExecution(
              start -> start.stateMachineArn(stack.stateMachineArn()).name(id).input(input));
      return true;
    } catch (ExecutionAlreadyExistsException e) {
      // Somebody sent the very same between the two calls.
      return false;
    }
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
            .formatted(id, stack.call("watch"), id),
        null);
  }
}
