package dev.fanfare.devtools.demo;

import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.Pause;
import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.Broadcasts;
import dev.fanfare.cli.broadcasts.MapRun;
import dev.fanfare.cli.stack.DeployedStack;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Waits for a broadcast that was sent through the queue, and follows its shards. */
final class BroadcastWatch {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
  private static final Duration START_WITHIN = Duration.ofSeconds(60);

  private final DeployedStack stack;
  private final String id;
  private final Pause pause;

  BroadcastWatch(DeployedStack stack, String id, Pause pause) {
    this.stack = stack;
    this.id = id;
    this.pause = pause;
  }

  /**
   * Waits until the broadcast has started and ended.
   *
   * @param progress called with the latest Map Run, if there is one
   * @throws CommandFailure if it does not start within a minute
   */
  Broadcast follow(Consumer<MapRun> progress) throws InterruptedException {
    var broadcasts = new Broadcasts(stack);
    Optional<Broadcast> broadcast = broadcasts.get(id);
    long polls = START_WITHIN.dividedBy(POLL_INTERVAL);
    while (broadcast.isEmpty() && polls-- > 0) {
      pause.pause(POLL_INTERVAL);
      broadcast = broadcasts.get(id);
    }
    while (broadcast.isPresent() && !broadcast.get().hasEnded()) {
      report(broadcast.get(), progress);
      pause.pause(POLL_INTERVAL);
      broadcast = broadcasts.get(id);
    }
    broadcast.ifPresent(ended -> report(ended, progress));
    return broadcast.orElseThrow(
        () ->
            new CommandFailure(
                "broadcast %s did not start within a minute: set FANFARE_LOG=INFO and read the log of Start"
                    .formatted(id)));
  }

  private void report(Broadcast broadcast, Consumer<MapRun> progress) {
    MapRun.of(stack.states(), broadcast.executionArn()).stream().findFirst().ifPresent(progress);
  }
}
