package dev.fanfare.cli.commands;

import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.ExitCode;
import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.BroadcastFiles;
import dev.fanfare.cli.broadcasts.Broadcasts;
import dev.fanfare.cli.io.CommandIo;
import dev.fanfare.cli.request.ListText;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.stack.StackSelection;
import dev.fanfare.cli.text.Amounts;
import dev.fanfare.cli.text.FileErrors;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fanfare export}: writes the outcome of each connection. */
@Command(
    name = "export",
    header = "Writes the outcome of each connection of a broadcast, one line each.",
    description =
        "Fields: connection_id, user_id, outcome, round. Works for broadcasts of any size."
            + " --json is the same as --format jsonl.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ExportCommand implements Callable<Integer> {
  @Mixin private StackSelection selection;
  @Mixin private CommandIo io;

  @Parameters(paramLabel = "ID", description = "Id of the broadcast, or its first characters.")
  private String id;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "csv",
      description = "csv or jsonl (JSON Lines) (default: ${DEFAULT-VALUE}).")
  private OutcomeFormat format;

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      split = ",",
      preprocessor = ListText.class,
      description = "Only connections with one of these outcomes: ${COMPLETION-CANDIDATES}.")
  private List<Outcome> outcomes = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "File to write to (default: standard output).")
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException {
    try (DeployedStack stack = selection.open()) {
      Broadcast broadcast = new Broadcasts(stack).find(id);
      if (!broadcast.hasEnded()) {
        throw new CommandFailure(
            "broadcast %s is still running, and its outcomes are not final yet: wait for its end with %s %s"
                .formatted(broadcast.id(), stack.call("watch"), broadcast.id()));
      }
      if (output == null) {
        export(stack, broadcast, io.out());
      } else {
        exportToFile(stack, broadcast, output);
      }
      return ExitCode.SUCCESS;
    }
  }

  private void exportToFile(DeployedStack stack, Broadcast broadcast, Path output)
      throws IOException {
    try (var file = new PrintWriter(Files.newBufferedWriter(output, StandardCharsets.UTF_8))) {
      long written = export(stack, broadcast, file);
      io.say("%s written to %s".formatted(Amounts.count(written, "connection"), output));
    } catch (java.nio.file.FileSystemException e) {
      throw io.usageError("--output is " + output + ": " + FileErrors.writing(output, e));
    }
  }

  private long export(DeployedStack stack, Broadcast broadcast, PrintWriter out)
      throws IOException {
    OutcomeFormat chosen = io.wantsJson() ? OutcomeFormat.JSONL : format;
    Set<Outcome> wanted =
        outcomes.isEmpty() ? EnumSet.allOf(Outcome.class) : EnumSet.copyOf(outcomes);
    var written = new long[1];
    try (var read =
        new BroadcastFiles(stack, broadcast.id()).outcomes().orElseThrow(() -> gone(broadcast))) {
      chosen.begin(out);
      read.forEach(
          connection -> {
            if (wanted.contains(connection.outcome())) {
              chosen.write(connection, out);
              written[0]++;
            }
          });
    } catch (MissingObjectException e) {
      throw gone(broadcast);
    }
    out.flush();
    if (out.checkError()) {
      throw new CommandFailure("the output is incomplete: writing it failed");
    }
    return written[0];
  }

  private static CommandFailure gone(Broadcast broadcast) {
    return new CommandFailure(
        "broadcast %s has no outcomes in the bucket: it ended before it wrote them, or they have expired"
                .formatted(broadcast.id())
            + " (parameter RetentionDays)");
  }
}
