package dev.fanfare.cli.commands;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.ExitCode;
import dev.fanfare.cli.broadcasts.DerivedId;
import dev.fanfare.cli.broadcasts.RequestDraft;
import dev.fanfare.cli.broadcasts.Wave;
import dev.fanfare.cli.broadcasts.WaveGate;
import dev.fanfare.cli.io.CommandIo;
import dev.fanfare.cli.request.ListText;
import dev.fanfare.cli.request.Percent;
import dev.fanfare.cli.request.RequestOptions;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.stack.StackSelection;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code fanfare send}: sends a broadcast, at once or in waves, and asks before it goes to many.
 */
@Command(
    name = "send",
    header = "Sends a broadcast.",
    description = {
      "Shows the estimate, and asks before it sends to many. Without a terminal it cannot"
          + " ask, and refuses such a broadcast unless you add --yes.",
      "With --canary it sends in waves. After each wave, a gate checks the share of missed"
          + " connections and the alarm, and asks the operator. Waves are named ID-wave-1 and so on,"
          + " and no connection is in two of them."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class SendCommand implements Callable<Integer> {
  @Mixin private StackSelection selection;
  @Mixin private CommandIo io;
  @Mixin private RequestOptions request;

  @Option(
      names = "--ask-above",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Ask if the audience exceeds this (default: ${DEFAULT-VALUE}).")
  private long askAbove;

  @Option(
      names = "--yes",
      description = "Do not ask and do not estimate. Gates that need no answer remain.")
  private boolean yes;

  @Option(
      names = "--test-user",
      paramLabel = "USER",
      split = ",",
      preprocessor = ListText.class,
      description =
          "First send it to these users, as ID-test, then ask. Those in the audience get it"
              + " again with everyone.")
  private List<String> testUsers = List.of();

  @Option(
      names = "--canary",
      paramLabel = "PERCENT",
      split = ",",
      preprocessor = ListText.class,
      converter = Percent.class,
      description = "Send in waves: up to each of these shares of the audience, then the rest.")
  private List<BigDecimal> canary = List.of();

  @Option(
      names = "--max-failed",
      paramLabel = "PERCENT",
      defaultValue = "2%",
      converter = Percent.class,
      description = "Stop after a wave that missed more than this (default: ${DEFAULT-VALUE}).")
  private BigDecimal maxMissed;

  @Option(
      names = "--alarm",
      paramLabel = "NAME",
      description = "Stop if this CloudWatch alarm is in ALARM, also before the first wave.")
  private @Nullable String alarm;

  @Option(
      names = "--settle",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description =
          "Wait this long between a wave and its gate, so that alarms see the wave (default:"
              + " ${DEFAULT-VALUE}).")
  private int settleSeconds;

  @Option(names = "--watch", description = "Follow it until it ends, like ./fanfare watch.")
  private boolean watch;

  @Override
  public Integer call() throws InterruptedException {
    if (askAbove < 0 || settleSeconds < 0) {
      throw io.usageError("--ask-above and --settle must be 0 or more");
    }
    RequestDraft draft = request.draft(io);
    List<Wave> waves = canary.isEmpty() ? List.of() : waves(draft);
    boolean mustAsk = !yes && (!testUsers.isEmpty() || !waves.isEmpty());
    if (mustAsk && !io.operator().isInteractive()) {
      throw CommandIo.refusal(
          "there is nobody to ask between the parts of this send: input or output is not a terminal;"
              + " with --yes, the gates alone decide");
    }
    String id = draft.id().orElseGet(() -> UUID.randomUUID().toString());
    // Checks all ids before anything is sent, not after the first part.
    waves.forEach(wave -> wave.id(id));
    String testId = testUsers.isEmpty() ? "" : DerivedId.of(id, "-test");
    try (DeployedStack stack = selection.open()) {
      var gate = new WaveGate(stack, maxMissed, Optional.ofNullable(alarm));
      var sending = new Sending(stack, io, yes);
      requireNoObjection(gate);
      if (!yes && !sending.isConfirmed(draft, id, askAbove)) {
        return notSent();
      }
      if (!testUsers.isEmpty() && !sending.test(draft, testId, testUsers)) {
        return notSent();
      }
      if (!waves.isEmpty()) {
        return sending.sendInWaves(draft, id, waves, gate, Duration.ofSeconds(settleSeconds));
      }
      return sending.sendOnce(draft.with("id", id), id, watch);
    } catch (InvalidRequestException e) {
      throw CommandIo.refusal(String.valueOf(e.getMessage()));
    }
  }

  private List<Wave> waves(RequestDraft draft) {
    try {
      return Wave.of(canary, draft);
    } catch (InvalidRequestException e) {
      throw io.usageError("--" + e.getMessage());
    }
  }

  private static void requireNoObjection(WaveGate gate) {
    gate.objection()
        .ifPresent(
            objection -> {
              throw new CommandFailure("nothing is sent: " + objection);
            });
  }

  private int notSent() {
    io.say("not sent");
    return ExitCode.FAILURE;
  }
}
