package dev.fanfare.cli.commands;

import dev.fanfare.broadcast.Outcome;
import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.ExitCode;
import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.RequestDraft;
import dev.fanfare.cli.broadcasts.Sender;
import dev.fanfare.cli.broadcasts.Wave;
import dev.fanfare.cli.broadcasts.WaveGate;
import dev.fanfare.cli.estimate.AudienceEstimate;
import dev.fanfare.cli.io.CommandIo;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.text.Amounts;
import dev.fanfare.estimate.Estimate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a send: the estimate and its question, the test, and the broadcast at once or in
 * waves.
 */
final class Sending {
  private final DeployedStack stack;
  private final CommandIo io;
  private final Sender sender;
  private final boolean yes;

  /**
   * @param yes whether to answer every question with yes
   */
  Sending(DeployedStack stack, CommandIo io, boolean yes) {
    this.stack = stack;
    this.io = io;
    this.sender = new Sender(stack);
    this.yes = yes;
  }

  /**
   * Counts the audience, shows the estimate, and asks if the audience is larger than a limit.
   *
   * @param askAbove the limit, in connections
   * @return whether to send
   * @throws CommandFailure if the audience is larger and there is no terminal to ask at
   */
  boolean isConfirmed(RequestDraft draft, String id, long askAbove) throws InterruptedException {
    Estimate estimate = AudienceEstimate.of(stack, draft, id, io::pause);
    EstimateLines.of(estimate).forEach(io::say);
    if (estimate.size().connections() <= askAbove) {
      return true;
    }
    String count = Amounts.count(estimate.size().connections(), "connection");
    if (!io.operator().isInteractive()) {
      throw CommandIo.refusal(
          "this would go to %s, more than --ask-above %d, and there is nobody to ask: input or output is not a terminal; add --yes to send it anyway"
              .formatted(count, askAbove));
    }
    return io.operator().confirm("Send to " + count + "?");
  }

  /**
   * Sends to the test users as a separate broadcast, then asks. With --yes it asks nothing; the
   * test must have reached at least one connection.
   *
   * @return whether to send the rest
   */
  boolean test(RequestDraft draft, String testId, List<String> users) throws InterruptedException {
    RequestDraft part = draft.forEveryone().with("users", users).with("id", testId);
    Broadcast ended = follow(part, testId, "it is not sent to anyone else");
    boolean isWell =
        ended.isComplete() && ended.summary().orElseThrow().count(Outcome.DELIVERED) > 0;
    if (!isWell) {
      io.say("the test did not reach all test users, or none of them is connected");
    }
    return yes ? isWell : io.operator().confirm("Send it to the rest of the audience?");
  }

  /** Sends to the whole audience with one broadcast. Returns the exit code. */
  int sendOnce(RequestDraft draft, String id, boolean watch) throws InterruptedException {
    boolean isNew = start(draft, id);
    if (watch) {
      return Watch.exitCode(List.of(new Watch(stack, io).follow(sender.started(id, io::pause))));
    }
    io.answer(
        new Started(id, isNew),
        List.of(
            "broadcast %s %s; follow it with %s %s"
                .formatted(
                    id,
                    isNew ? "is on its way" : "was sent before: it runs once",
                    stack.call("watch"),
                    id)));
    return ExitCode.SUCCESS;
  }

  /** Sends wave by wave, until the gate or the operator stops it. Returns the exit code. */
  int sendInWaves(RequestDraft draft, String id, List<Wave> waves, WaveGate gate, Duration settle)
      throws InterruptedException {
    var ended = new ArrayList<Broadcast>();
    for (Wave wave : waves) {
      if (!ended.isEmpty() && !isOpen(gate, ended.get(ended.size() - 1), wave, settle, id)) {
        return ExitCode.FAILURE;
      }
      io.say("wave %d of %d: %s".formatted(wave.number(), waves.size(), wave.words()));
      boolean isLast = wave.number() == waves.size();
      String unsent = isLast ? "" : unsent(waves.get(wave.number()), id);
      ended.add(follow(wave.draft(draft, wave.id(id)), wave.id(id), unsent));
    }
    return Watch.exitCode(ended);
  }

  /** Returns what to print about the remaining waves if the operator interrupts. */
  private static String unsent(Wave next, String id) {
    return "wave %d (%s) and later waves are not sent; run the same command with --id %s to continue there"
        .formatted(next.number(), next.words(), id);
  }

  private boolean isOpen(WaveGate gate, Broadcast last, Wave next, Duration settle, String id)
      throws InterruptedException {
    try (var watching = io.onInterrupt(() -> io.say("\n" + unsent(next, id)))) {
      if (!settle.isZero()) {
        io.pause(settle);
      }
      Optional<String> objection = gate.objection(last);
      if (objection.isPresent()) {
        io.say("stopped before %s: %s".formatted(next.words(), objection.get()));
        return false;
      }
      boolean mustContinue = yes || io.operator().confirm("Continue with " + next.words() + "?");
      if (!mustContinue) {
        io.say("stopped before " + next.words());
      }
      return mustContinue;
    }
  }

  private Broadcast follow(RequestDraft draft, String id, String unsent)
      throws InterruptedException {
    start(draft, id);
    return new Watch(stack, io).follow(sender.started(id, io::pause), unsent);
  }

  private boolean start(RequestDraft draft, String id) {
    return sender.start(id, draft.json());
  }

  /**
   * The output of {@code --json}.
   *
   * @param isNew whether this call started the broadcast
   */
  record Started(String id, boolean isNew) {}
}
