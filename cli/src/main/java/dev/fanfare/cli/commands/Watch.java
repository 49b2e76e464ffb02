package dev.fanfare.cli.commands;

import dev.fanfare.cli.ExitCode;
import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.Progress;
import dev.fanfare.cli.broadcasts.ProgressMeter;
import dev.fanfare.cli.io.CommandIo;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.text.LiveLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Follows broadcasts to their ends: on a terminal by bars that move, otherwise by a line a second
 * for each; then tells what became of them.
 */
final class Watch {
  /** Pushers report once a second. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** AWS grants ten descriptions of executions a second, for the whole account. */
  private static final Duration PER_BROADCAST = Duration.ofMillis(125);

  private final DeployedStack stack;
  private final CommandIo io;

  Watch(DeployedStack stack, CommandIo io) {
    this.stack = stack;
    this.io = io;
  }

  /**
   * Follows one broadcast.
   *
   * @return it, as it has ended
   */
  Broadcast follow(Broadcast broadcast) throws InterruptedException {
    return follow(broadcast, "");
  }

  /**
   * The same of a broadcast after which others were to come.
   *
   * @param unsent what to say of these to whoever interrupts it; empty for nothing
   */
  Broadcast follow(Broadcast broadcast, String unsent) throws InterruptedException {
    return follow(List.of(broadcast), unsent).get(0);
  }

  /** Follows them all at once; in the order given. */
  List<Broadcast> follow(List<Broadcast> broadcasts) throws InterruptedException {
    return follow(broadcasts, "");
  }

  private List<Broadcast> follow(List<Broadcast> broadcasts, String unsent)
      throws InterruptedException {
    var meters =
        broadcasts.stream()
            .map(broadcast -> new ProgressMeter(stack, broadcast, io.clock()))
            .toList();
    String ids = broadcasts.stream().map(Broadcast::id).collect(Collectors.joining(" "));
    boolean isLive = io.operator().isThere() && !io.wantsJson();
    Map<String, String> told = new HashMap<>();
    var live = new LiveLines(io.out(), io.operator().columns());
    try (var watching = io.onInterrupt(() -> tellThatItGoesOn(ids, unsent))) {
      var looks = new ArrayList<Progress>();
      while (!look(meters, looks)) {
        if (isLive) {
          live.show(lines(looks));
        } else {
          tell(looks, told);
        }
        io.pause(pause(meters.size()));
      }
      live.clear();
    }
    var ended = meters.stream().map(ProgressMeter::broadcast).toList();
    ended.forEach(this::answer);
    return ended;
  }

  private void answer(Broadcast broadcast) {
    io.answerLine(
        broadcast.json(),
        String.join("\n", ReportLines.ended(stack, broadcast, io.clock().instant())));
  }

  private static Duration pause(int broadcasts) {
    Duration all = PER_BROADCAST.multipliedBy(broadcasts);
    return all.compareTo(LOOK_EVERY) > 0 ? all : LOOK_EVERY;
  }

  private void tellThatItGoesOn(String ids, String unsent) {
    io.say("\nno longer watching; what was sent goes on: " + stack.call("watch") + " " + ids);
    if (!unsent.isEmpty()) {
      io.say(unsent);
    }
  }

  /** Looks at those that ran at the last look; returns whether all have ended. */
  private static boolean look(List<ProgressMeter> meters, List<Progress> looks) {
    for (int i = 0; i < meters.size(); i++) {
      if (i == looks.size()) {
        looks.add(meters.get(i).look());
      } else if (!looks.get(i).hasEnded()) {
        looks.set(i, meters.get(i).look());
      }
    }
    return looks.stream().allMatch(Progress::hasEnded);
  }

  private static List<String> lines(List<Progress> looks) {
    int widest = looks.stream().mapToInt(look -> look.id().length()).max().orElse(0);
    return looks.stream().map(look -> ProgressLine.of(look, widest)).toList();
  }

  /** Where lines stay, one that says nothing new is left out; for a program there is none such. */
  private void tell(List<Progress> looks, Map<String, String> told) {
    List<String> lines = lines(looks);
    for (int i = 0; i < looks.size(); i++) {
      Progress look = looks.get(i);
      String line = lines.get(i);
      boolean isNew = !line.equals(told.put(look.id(), line));
      if (!look.hasEnded() && (isNew || io.wantsJson())) {
        io.answerLine(look, line);
      }
    }
  }

  /** Well if none was cancelled and nobody was missed. */
  static int exitCode(List<Broadcast> ended) {
    return ended.stream().allMatch(Broadcast::isComplete) ? ExitCode.WELL : ExitCode.NOT_WELL;
  }
}
