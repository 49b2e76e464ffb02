package dev.fanfare.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.BroadcastFiles;
import dev.fanfare.cli.broadcasts.Progress;
import dev.fanfare.cli.broadcasts.ProgressMeter;
import dev.fanfare.cli.broadcasts.Step;
import dev.fanfare.cli.broadcasts.Summary;
import dev.fanfare.cli.console.BroadcastView.StepView;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.tables.ProgressRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The state of one broadcast that a page shows. */
final class WatchedBroadcast {
  /**
   * A page requests figures and shards at the same time; within this time, both use the same look.
   */
  private static final Duration FRESH = Duration.ofMillis(500);

  private final DeployedStack stack;
  private final String id;
  private final Clock clock;
  private final ProgressMeter meter;
  private final EventLog events;
  private final RequestText request;
  private final BroadcastFiles files;
  private @Nullable Snapshot last;

  /** The state at one read. */
  private record Snapshot(
      Instant at, Broadcast broadcast, Progress progress, List<ProgressRow> shards) {}

  WatchedBroadcast(DeployedStack stack, Broadcast broadcast, Clock clock) {
    this.stack = stack;
    this.id = broadcast.id();
    this.clock = clock;
    this.meter = new ProgressMeter(stack, broadcast, clock);
    this.events = new EventLog(stack.states(), broadcast.executionArn());
    this.files = new BroadcastFiles(stack, id);
    this.request = new RequestText(files::request);
  }

  EventLog events() {
    return events;
  }

  BroadcastView view() {
    Snapshot current = snapshot();
    Progress progress = current.progress();
    Broadcast broadcast = current.broadcast();
    Optional<JsonNode> report = files.report();
    return new BroadcastView(
        execution(broadcast),
        new BroadcastView.Counts(
            progress.plan().isFinished() || progress.hasEnded() ? progress.plan().planned() : null,
            progress.pushed().outcomes(),
            missed(broadcast, report),
            progress.pushed().posts()),
        new BroadcastView.Pushing(
            progress.plan().shards(),
            progress.pushed().shardsFinished(),
            progress.pushed().round(),
            (int) stack.number("MaxRounds")),
        new BroadcastView.Pace(
            progress.speed().millisLeft(),
            progress.hasEnded() ? null : progress.speed().postsPerSecond()),
        steps(broadcast),
        new BroadcastView.Documents(
            request.message(),
            request.rest(),
            report.map(node -> node.get("estimate")).filter(node -> !node.isNull()).orElse(null),
            report.orElse(null)));
  }

  private BroadcastView.Execution execution(Broadcast broadcast) {
    String cause =
        broadcast.summary().map(Summary::trouble).filter(text -> !text.isEmpty()).orElse(null);
    return new BroadcastView.Execution(
        id,
        broadcast.status(),
        clock.millis(),
        broadcast.startedAt().toEpochMilli(),
        broadcast.endedAt().map(Instant::toEpochMilli).orElse(null),
        broadcast.took(clock.instant()).toMillis(),
        cause);
  }

  /**
   * Returns the number of missed connections, or null while another round can follow and reach
   * them.
   */
  private static @Nullable Long missed(Broadcast broadcast, Optional<JsonNode> report) {
    return broadcast
        .summary()
        .map(Summary::missed)
        .or(
            () ->
                report
                    .filter(node -> node.path("final").asBoolean())
                    .map(node -> node.path("missed").asLong()))
        .orElse(null);
  }

  /**
   * Reads the broadcast, unless the last snapshot is recent or final. Synchronized because the
   * meter keeps state.
   */
  private synchronized Snapshot snapshot() {
    if (last == null
        || !last.broadcast().hasEnded() && !last.at().plus(FRESH).isAfter(clock.instant())) {
      Progress progress = meter.read();
      last = new Snapshot(clock.instant(), meter.broadcast(), progress, meter.shards());
    }
    return last;
  }

  private List<StepView> steps(Broadcast broadcast) {
    var views = new ArrayList<StepView>();
    for (Step step : Step.of(events.rows())) {
      Instant began = Instant.parse(step.times().startedAt());
      views.add(
          new StepView(
              step.name(),
              state(step),
              Duration.between(broadcast.startedAt(), began).toMillis(),
              step.times().tookMillis(),
              step.counts().visits(),
              Math.max(0, step.counts().attempts() - step.counts().visits())));
    }
    return views;
  }

  /**
   * Distinguishes a caught error, after which the execution continued, from one that ended the
   * broadcast.
   */
  private static String state(Step step) {
    boolean isCaught = step.status().equals("FAILED") && step.times().endedAt() != null;
    return isCaught ? "caught" : step.status().toLowerCase(Locale.ROOT);
  }

  ShardsView shards() {
    Snapshot current = snapshot();
    Progress progress = current.progress();
    var rounds = new TreeMap<Integer, Integer>();
    if (progress.plan().shards() > 0) {
      rounds.put(1, progress.plan().shards());
    }
    for (ProgressRow row : current.shards()) {
      rounds.merge(row.shard().round(), row.shard().index() + 1, Math::max);
    }
    return new ShardsView(
        clock.millis(),
        progress.hasEnded(),
        rounds.entrySet().stream()
            .map(round -> new ShardsView.Round(round.getKey(), round.getValue()))
            .toList(),
        ShardColumns.NAMES,
        current.shards().stream().map(ShardColumns::values).toList());
  }

  /** Returns the error of an unfinished shard. The report has only the first hundred of them. */
  Optional<String> trouble(String shard) {
    String file = "/%05d.jsonl".formatted(ProgressRow.index(shard));
    return files.report().stream()
        .filter(report -> report.path("round").asInt() == ProgressRow.round(shard))
        .flatMap(
            report -> StreamSupport.stream(report.path("unfinishedShards").spliterator(), false))
        .filter(unfinished -> unfinished.path("shardKey").asText().endsWith(file))
        .map(unfinished -> unfinished.path("trouble").asText())
        .findFirst();
  }

  /** Returns the row of a shard, or empty if it has not begun. */
  Optional<ProgressRow> shard(String shard) {
    return snapshot().shards().stream()
        .filter(row -> row.shard().range().equals(shard))
        .findFirst();
  }
}
