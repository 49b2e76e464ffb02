package dev.fanfare.cli.commands;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.BroadcastFiles;
import dev.fanfare.cli.broadcasts.Broadcasts;
import dev.fanfare.cli.broadcasts.RequestDraft;
import dev.fanfare.cli.io.CommandIo;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.stack.StackSelection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fanfare correct}: a second message to exactly those who got the first. */
@Command(
    name = "correct",
    header = "Sends a second message to exactly those whom a broadcast has reached.",
    description =
        "Named ID-correction unless there is --id: to correct twice by mistake sends once. FILE holds"
            + " what is to be sent, not a request.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class CorrectCommand implements Callable<Integer> {
  @Mixin private StackSelection selection;
  @Mixin private CommandIo io;
  @Mixin private FollowUp followUp;

  @Parameters(index = "0", paramLabel = "ID", description = "The broadcast, or how its id begins.")
  private String id;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "What every client receives, as JSON; - is standard input.")
  private String file;

  @Option(
      names = "--data",
      paramLabel = "JSON",
      description = "The same, as it stands: '{\"text\": \"hello\"}'.")
  private String data;

  @Override
  public Integer call() throws InterruptedException {
    if ((file == null) == (data == null)) {
      throw io.wrongCall(
          "what is to be sent? Give either a FILE, - being standard input, or --data");
    }
    String message = data == null ? io.readText(file) : data;
    try (DeployedStack stack = selection.open()) {
      Broadcast earlier = new Broadcasts(stack).find(id);
      boolean isFinal =
          earlier.hasEnded() || new BroadcastFiles(stack, earlier.id()).finalReport().isPresent();
      if (!isFinal) {
        throw new CommandFailure(
            "broadcast %s is still being sent: %s %s stops it, then correct it"
                .formatted(earlier.id(), stack.call("cancel"), earlier.id()));
      }
      return followUp.send(
          stack,
          io,
          earlier,
          "-correction",
          RequestDraft.empty().withData(message).with("correct_of", earlier.id()));
    } catch (InvalidRequestException e) {
      throw CommandIo.refused(e.getMessage());
    }
  }
}
