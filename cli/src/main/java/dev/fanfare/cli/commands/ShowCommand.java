package dev.fanfare.cli.commands;

import dev.fanfare.cli.ExitCode;
import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.BroadcastDetails;
import dev.fanfare.cli.broadcasts.Broadcasts;
import dev.fanfare.cli.io.CommandIo;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.stack.StackSelection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fanfare show}: shows everything that is known about a broadcast. */
@Command(
    name = "show",
    header = "Shows a broadcast: outcomes, estimate and result, steps, shards, missed connections.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ShowCommand implements Callable<Integer> {
  @Mixin private StackSelection selection;
  @Mixin private CommandIo io;

  @Parameters(paramLabel = "ID", description = "Id of the broadcast, or its first characters.")
  private String id;

  @Option(
      names = "--shards",
      paramLabel = "N",
      defaultValue = "5",
      description = "Number of shards to show, the slowest first (default: ${DEFAULT-VALUE}).")
  private int shards;

  @Override
  public Integer call() {
    if (shards < 0) {
      throw io.usageError("--shards is " + shards + ": must be 0 or more");
    }
    try (DeployedStack stack = selection.open()) {
      Broadcast broadcast = new Broadcasts(stack).find(id);
      BroadcastDetails details = BroadcastDetails.of(stack, broadcast, io.clock(), shards);
      io.answer(
          details.json(), new BroadcastDetailsLines(stack, details, io.clock().instant()).lines());
      return ExitCode.SUCCESS;
    }
  }
}
