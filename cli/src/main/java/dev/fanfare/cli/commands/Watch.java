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
 * Follows broadcasts until they end, then prints their results. On a terminal it shows a moving bar
 * per broadcast, otherwise one line a second.
 */
final class Watch {
  /** Pushers write their progress once a second. */
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

  /**
   * AWS allows ten DescribeExecution calls a second for the whole account. This leaves two for
   * others.
   */
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
   * @return the broadcast after its end
   */
  Broadcast follow(Broadcast broadcast) throws InterruptedException {
    return follow(broadcast, "");
  }

  /**
   * Follows a broadcast that others were to follow.
   *
   * @param unsent what to print about those others on an interrupt; empty for nothing
   * @return the broadcast after its end
   */
  Broadcast follow(Broadcast broadcast, String unsent) throws InterruptedException {
    return follow(List.of(broadcast), unsent).get(0);
  }

  /**
   * Follows several broadcasts at the same time.
   *
   * @return the broadcasts after their end, in the given order
   */
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
    boolean isLive = io.operator().isInteractive() && !io.wantsJson();
    Map<String, String> printed = new HashMap<>();
    var live = new LiveLines(io.out(), io.operator().columns());
    try (var watching = io.onInterrupt(() -> printStillRunning(ids, unsent))) {
      var latest = new ArrayList<Progress>();
      while (!update(meters, latest)) {
        if (isLive) {
          live.show(lines(latest));
        } else {
          print(latest, printed);
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
    return all.compareTo(POLL_INTERVAL) > 0 ? all : POLL_INTERVAL;
  }

  private void printStillRunning(String ids, String unsent) {
    io.say("\nno longer watching; the broadcast continues: " + stack.call("watch") + " " + ids);
    if (!unsent.isEmpty()) {
      io.say(unsent);
    }
  }

  /** Updates the broadcasts that were running at the last read. Returns whether all have ended. */
  private static boolean update(List<ProgressMeter> meters, List<Progress> latest) {
    for (int i = 0; i < meters.size(); i++) {
      if (i == latest.size()) {
        latest.add(meters.get(i).read());
      } else if (!latest.get(i).hasEnded()) {
        latest.set(i, meters.get(i).read());
      }
    }
    return latest.stream().allMatch(Progress::hasEnded);
  }

  private static List<String> lines(List<Progress> latest) {
    int widest = latest.stream().mapToInt(progress -> progress.id().length()).max().orElse(0);
    return latest.stream().map(progress -> ProgressLine.of(progress, widest)).toList();
  }

  /**
   * Prints one line per broadcast, and skips a line that has not changed. JSON output skips
   * nothing.
   */
  private void print(List<Progress> latest, Map<String, String> printed) {
    List<String> lines = lines(latest);
    for (int i = 0; i < latest.size(); i++) {
      Progress progress = latest.get(i);
      String line = lines.get(i);
      boolean isNew = !line.equals(printed.put(progress.id(), line));
      if (!progress.hasEnded() && (isNew || io.wantsJson())) {
        io.answerLine(progress, line);
      }
    }
  }

  /** Returns success if no broadcast was cancelled and no connection was missed. */
  static int exitCode(List<Broadcast> ended) {
    return ended.stream().allMatch(Broadcast::isComplete) ? ExitCode.SUCCESS : ExitCode.FAILURE;
  }
}
