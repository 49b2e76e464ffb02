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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fanfare correct}: sends a second message to exactly the connections that got the first.
 */
@Command(
    name = "correct",
    header = "Sends a second message to exactly the connections that a broadcast reached.",
    description =
        "Its id is ID-correction unless you add --id, so a second correct by mistake sends"
            + " nothing. FILE has the message, not a request.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class CorrectCommand implements Callable<Integer> {
  @Mixin private StackSelection selection;
  @Mixin private CommandIo io;
  @Mixin private FollowUp followUp;

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "Id of the broadcast, or its first characters.")
  private String id;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "The message that clients receive, as JSON; - is standard input.")
  private @Nullable String file;

  @Option(
      names = "--data",
      paramLabel = "JSON",
      description = "The message itself, such as '{\"text\": \"hello\"}'.")
  private @Nullable String data;

  @Override
  public Integer call() throws InterruptedException {
    String message = message();
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
      throw CommandIo.refusal(String.valueOf(e.getMessage()));
    }
  }

  private String message() {
    if (file != null && data == null) {
      return io.readText(file);
    } else if (data != null && file == null) {
      return data;
    }
    throw io.usageError("no message, or two: give either a FILE (- for standard input) or --data");
  }
}
