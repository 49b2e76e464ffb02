package dev.fanfare.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.ExitCode;
import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.BroadcastFiles;
import dev.fanfare.cli.broadcasts.Broadcasts;
import dev.fanfare.cli.broadcasts.RequestDraft;
import dev.fanfare.cli.io.CommandIo;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.stack.StackSelection;
import dev.fanfare.cli.text.Amounts;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code fanfare resend}: sends the same message again to the connections that a broadcast missed.
 */
@Command(
    name = "resend",
    header = "Sends the same message again to the connections that a broadcast missed.",
    description =
        "Its id is ID-resend unless you add --id, so a second resend by mistake sends"
            + " nothing. ./fanfare resend ID-resend tries connections again that the resend missed.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ResendCommand implements Callable<Integer> {
  @Mixin private StackSelection selection;
  @Mixin private CommandIo io;
  @Mixin private FollowUp followUp;

  @Parameters(paramLabel = "ID", description = "Id of the broadcast, or its first characters.")
  private String id;

  @Override
  public Integer call() throws InterruptedException {
    try (DeployedStack stack = selection.open()) {
      Broadcast earlier = new Broadcasts(stack).find(id);
      if (!earlier.hasEnded() && hasNoMissed(finalReport(stack, earlier))) {
        io.answer(earlier.json(), List.of("broadcast %s missed nobody".formatted(earlier.id())));
        return ExitCode.SUCCESS;
      }
      if (earlier.hasNoMissed()) {
        io.answer(earlier.json(), List.of(noMissedMessage(earlier)));
        return ExitCode.SUCCESS;
      }
      return followUp.send(
          stack, io, earlier, "-resend", RequestDraft.empty().with("resend_of", earlier.id()));
    } catch (InvalidRequestException e) {
      throw CommandIo.refusal(String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode finalReport(DeployedStack stack, Broadcast earlier) {
    return new BroadcastFiles(stack, earlier.id())
        .finalReport()
        .orElseThrow(
            () ->
                new CommandFailure(
                    "broadcast %s is still being sent, and tries missed connections again by itself: wait for its end with %s %s"
                        .formatted(earlier.id(), stack.call("watch"), earlier.id())));
  }

  private static boolean hasNoMissed(JsonNode report) {
    return report.path("missed").asLong() == 0;
  }

  private static String noMissedMessage(Broadcast earlier) {
    long cancelled = earlier.summary().orElseThrow().count(Outcome.CANCELLED);
    return "broadcast %s missed nobody".formatted(earlier.id())
        + (cancelled == 0
            ? ""
            : "; %s cancelled, and resend does not include them"
                .formatted(Amounts.count(cancelled, "connection")));
  }
}
