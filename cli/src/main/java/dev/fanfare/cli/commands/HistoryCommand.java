package dev.fanfare.cli.commands;

import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.ExitCode;
import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.Broadcasts;
import dev.fanfare.cli.broadcasts.History;
import dev.fanfare.cli.broadcasts.HistoryRow;
import dev.fanfare.cli.broadcasts.Pusher;
import dev.fanfare.cli.broadcasts.shards.ShardLog;
import dev.fanfare.cli.io.CommandIo;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.cli.stack.StackSelection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fanfare history}: the events of an execution as a table. */
@Command(
    name = "history",
    header = "Shows the event history of a broadcast, or of one of its shards, as a table.",
    description = "An event is shown if it matches all filters.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class HistoryCommand implements Callable<Integer> {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final int MAX_LOG_LINES = 200;

  @Mixin private StackSelection selection;
  @Mixin private CommandIo io;

  @Parameters(paramLabel = "ID", description = "Id of the broadcast, or its first characters.")
  private String id;

  @Option(
      names = "--type",
      paramLabel = "PART",
      description = "Only events whose type contains this, such as failed or TaskScheduled.")
  private String type = "";

  @Option(names = "--state", paramLabel = "NAME", description = "Only events of this state.")
  private @Nullable String state;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "Only events that contain this text, in input and output too.")
  private String text = "";

  @Option(
      names = "--shard",
      paramLabel = "N",
      description = "Show the execution that pushed this shard; the first is 0.")
  private @Nullable Integer shard;

  @Option(
      names = "--round",
      paramLabel = "N",
      defaultValue = "1",
      description = "Round of that shard (default: ${DEFAULT-VALUE}).")
  private int round;

  @Option(names = "--log", description = "With --shard: also show what its pusher logged about it.")
  private boolean withLog;

  @Option(names = "--data", description = "Also show input, output and cause of each event.")
  private boolean withData;

  @Option(names = "--follow", description = "Show new events until the execution ends.")
  private boolean follow;

  @Override
  public Integer call() throws InterruptedException {
    if (withLog && shard == null) {
      throw io.usageError("--log is given without --shard: --shard must say which shard");
    }
    try (DeployedStack stack = selection.open()) {
      Broadcast broadcast = new Broadcasts(stack).find(id);
      Optional<Pusher> pusher =
          Optional.ofNullable(shard).map(index -> pusher(stack, broadcast, index));
      if (broadcast.executionArn().isEmpty()) {
        throw new CommandFailure(
            ExitCode.NO_BROADCAST,
            "broadcast %s was posted directly, without an execution, and has no history: %s shows its outcomes"
                .formatted(broadcast.id(), stack.call("show " + broadcast.id())));
      }
      String executionArn = pusher.map(Pusher::execution).orElse(broadcast.executionArn());
      var history = new History(stack.states(), executionArn, true);
      var lines = new HistoryLines(io, withData);
      lines.begin(executionArn);
      show(history.rest(), lines);
      while (follow && !history.hasEnded()) {
        io.pause(LOOK_EVERY);
        show(history.rest(), lines);
      }
      if (withLog) {
        ShardLog.of(stack, pusher.orElseThrow().shardKey(), broadcast.startedAt(), MAX_LOG_LINES)
            .forEach(lines::show);
      }
      return 0;
    }
  }

  private Pusher pusher(DeployedStack stack, Broadcast broadcast, int index) {
    return Pusher.of(stack, broadcast.id(), round, index)
        .orElseThrow(
            () ->
                new CommandFailure(
                    "shard %d of round %d of broadcast %s has not begun or does not exist: %s %s lists its shards"
                        .formatted(
                            index, round, broadcast.id(), stack.call("show"), broadcast.id())));
  }

  private void show(List<HistoryRow> rows, HistoryLines lines) {
    rows.stream().filter(this::isSelected).forEach(lines::show);
  }

  private boolean isSelected(HistoryRow row) {
    return lower(row.type()).contains(lower(type))
        && (state == null || row.state().equals(state))
        && (text.isEmpty() || row.contains(text));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
