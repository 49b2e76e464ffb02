package dev.fanfare.cli.commands;

import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.Broadcasts;
import dev.fanfare.cli.io.CommandIo;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.stack.StackSelection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fanfare watch}: follows broadcasts until they end. */
@Command(
    name = "watch",
    header = "Follows one or more running broadcasts, and ends with their reports.",
    description = {
      "Exits with 0 if no connection was missed and no broadcast was cancelled, and 1"
          + " otherwise. Ctrl-C ends only the watching; the broadcasts continue.",
      "On a terminal, each broadcast has a moving bar; otherwise, a line a second."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class WatchCommand implements Callable<Integer> {
  @Mixin private StackSelection selection;
  @Mixin private CommandIo io;

  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      description = "Ids of the broadcasts, or their first characters.")
  private List<String> ids;

  @Override
  public Integer call() throws InterruptedException {
    try (DeployedStack stack = selection.open()) {
      var broadcasts = new Broadcasts(stack);
      List<Broadcast> found = ids.stream().map(broadcasts::find).distinct().toList();
      return Watch.exitCode(new Watch(stack, io).follow(found));
    }
  }
}
