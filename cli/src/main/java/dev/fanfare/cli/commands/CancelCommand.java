package dev.fanfare.cli.commands;

import dev.fanfare.cli.ExitCode;
import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.BroadcastFiles;
import dev.fanfare.cli.broadcasts.Broadcasts;
import dev.fanfare.cli.broadcasts.Progress;
import dev.fanfare.cli.broadcasts.ProgressMeter;
import dev.fanfare.cli.io.CommandIo;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.stack.StackSelection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fanfare cancel}: stops a broadcast and reports its progress. */
@Command(
    name = "cancel",
    header = "Stops a broadcast within two seconds, and says how far it got.",
    description =
        "The remaining connections are recorded as cancelled. Posted messages cannot be"
            + " recalled; ./fanfare correct sends a second message to exactly the connections that"
            + " got it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class CancelCommand implements Callable<Integer> {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

  @Mixin private StackSelection selection;
  @Mixin private CommandIo io;

  @Parameters(paramLabel = "ID", description = "Id of the broadcast, or its first characters.")
  private String id;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "Maximum wait for its report (default: ${DEFAULT-VALUE}).")
  private int waitSeconds;

  @Override
  public Integer call() throws InterruptedException {
    if (waitSeconds < 0) {
      throw io.usageError("--wait is " + waitSeconds + ": must be 0 or more");
    }
    try (DeployedStack stack = selection.open()) {
      Broadcast broadcast = new Broadcasts(stack).find(id);
      if (broadcast.hasEnded()) {
        io.say("broadcast %s has already ended: %s".formatted(broadcast.id(), broadcast.status()));
        io.answer(broadcast.json(), List.of());
        return ExitCode.FAILURE;
      }
      new BroadcastFiles(stack, broadcast.id()).cancel();
      Progress progress = awaitEnd(new ProgressMeter(stack, broadcast, io.clock()));
      io.answer(progress, lines(progress));
      return cameTooLate(progress) ? ExitCode.FAILURE : ExitCode.SUCCESS;
    }
  }

  private Progress awaitEnd(ProgressMeter meter) throws InterruptedException {
    Instant latest = io.clock().instant().plusSeconds(waitSeconds);
    Progress progress = meter.read();
    while (!progress.hasEnded() && io.clock().instant().isBefore(latest)) {
      io.pause(POLL_INTERVAL);
      progress = meter.read();
    }
    return progress;
  }

  private static boolean cameTooLate(Progress progress) {
    return progress.hasEnded() && !progress.status().equals(Broadcast.CANCELLED);
  }

  private static List<String> lines(Progress progress) {
    var lines = new ArrayList<String>();
    if (cameTooLate(progress)) {
      lines.add(
          "Broadcast %s ended before the cancel took effect: %s"
              .formatted(progress.id(), progress.status()));
    } else if (progress.hasEnded()) {
      lines.add("Broadcast " + progress.id() + " is cancelled");
    } else {
      lines.add(
          "Broadcast %s is being cancelled: it posts nothing more, but is still in %s; so far"
              .formatted(progress.id(), progress.step()));
    }
    lines.addAll(ReportLines.books(progress.plan().planned(), progress.pushed().outcomes()));
    return lines;
  }
}
