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

/** Waits for a broadcast that was put on the queue, and follows its shards. */
final class BroadcastWatch {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
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
   * Waits for the broadcast to start and to end.
   *
   * @param progress is told of the shards of the latest Map Run, if there is one
   * @throws CommandFailure when it does not start within a minute
   */
  Broadcast follow(Consumer<MapRun> progress) throws InterruptedException {
    var broadcasts = new Broadcasts(stack);
    Optional<Broadcast> broadcast = broadcasts.get(id);
    long looks = START_WITHIN.dividedBy(LOOK_EVERY);
    while (broadcast.isEmpty() && looks-- > 0) {
      pause.pause(LOOK_EVERY);
      broadcast = broadcasts.get(id);
    }
    while (broadcast.isPresent() && !broadcast.get().hasEnded()) {
      tell(broadcast.get(), progress);
      pause.pause(LOOK_EVERY);
      broadcast = broadcasts.get(id);
    }
    broadcast.ifPresent(ended -> tell(ended, progress));
    return broadcast.orElseThrow(
        () ->
            new CommandFailure(
                "no broadcast %s within a minute: see what Start has logged, with FANFARE_LOG=INFO"
                    .formatted(id)));
  }

  private void tell(Broadcast broadcast, Consumer<MapRun> progress) {
    MapRun.of(stack.states(), broadcast.executionArn()).stream().findFirst().ifPresent(progress);
  }
}
