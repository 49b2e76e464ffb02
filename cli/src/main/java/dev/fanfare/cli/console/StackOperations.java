package dev.fanfare.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.Pause;
import dev.fanfare.cli.broadcasts.Broadcast;
import dev.fanfare.cli.broadcasts.BroadcastFiles;
import dev.fanfare.cli.broadcasts.Broadcasts;
import dev.fanfare.cli.broadcasts.Pusher;
import dev.fanfare.cli.broadcasts.RequestDraft;
import dev.fanfare.cli.broadcasts.Sender;
import dev.fanfare.cli.broadcasts.shards.ShardLog;
import dev.fanfare.cli.estimate.AudienceEstimate;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.tables.ProgressRow;
import dev.fanfare.text.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Implements the operations on a deployed stack through the public AWS APIs, like the commands. */
public final class StackOperations implements Operations {
  /** Number of broadcasts, and of shard executions, whose state is kept between requests. */
  private static final int REMEMBERED = 16;

  private static final int POLL_MILLIS = 1_000;
  private static final int MAX_LOG_LINES = 200;

  private final DeployedStack stack;
  private final Clock clock;
  private final Pause pause;
  private final Broadcasts broadcasts;

  /** Number of direct broadcasts to list: more than the page shows. */
  private static final int LISTED_DIRECT = 200;

  private final LatestBroadcasts latest;
  private final RunningLines running;
  private final ConnectionHistory connections;
  private final Recent<WatchedBroadcast> watched = new Recent<>(REMEMBERED);
  private final Recent<EventLog> shardEvents = new Recent<>(REMEMBERED);

  /**
   * @param pause waits between two looks at a dry run that counts an audience
   */
  public StackOperations(DeployedStack stack, Clock clock, Pause pause) {
    this.stack = stack;
    this.clock = clock;
    this.pause = pause;
    this.broadcasts = new Broadcasts(stack);
    this.latest =
        new LatestBroadcasts(
            broadcasts::latestExecutions,
            () -> broadcasts.latestDirect(null).limit(LISTED_DIRECT).toList(),
            broadcasts::get,
            clock);
    this.running = new RunningLines(clock);
    this.connections = new ConnectionHistory(stack, latest, clock);
  }

  @Override
  public StackView stack() {
    return new StackView(stack.name(), stack.region(), stack.isLocal(), POLL_MILLIS);
  }

  @Override
  public BroadcastPage broadcasts(Optional<String> status, int limit) {
    status.ifPresent(StackOperations::checkStatus);
    LatestBroadcasts.Page page = latest.page(status, limit);
    running.keep(page.broadcasts().stream().map(Broadcast::id).collect(Collectors.toSet()));
    return new BroadcastPage(page.broadcasts().stream().map(this::line).toList(), !page.isWhole());
  }

  private static void checkStatus(String name) {
    if (!Broadcast.STATUSES.contains(name)) {
      throw new IllegalArgumentException(
          "status is %s: must be one of %s".formatted(name, String.join(", ", Broadcast.STATUSES)));
    }
  }

  /**
   * Returns the line of a broadcast. If it is running, its figures come from a look at its
   * progress.
   */
  private BroadcastPage.Line line(Broadcast broadcast) {
    long started = broadcast.startedAt().toEpochMilli();
    long took = broadcast.took(clock.instant()).toMillis();
    if (broadcast.hasEnded()) {
      return broadcast
          .summary()
          .map(
              end ->
                  new BroadcastPage.Line(
                      broadcast.id(),
                      broadcast.status(),
                      started,
                      took,
                      end.planned(),
                      end.outcomes(),
                      end.missed(),
                      end.dryRun()))
          .orElseThrow();
    }
    return running
        .line(broadcast.id(), () -> runningLine(broadcast, took))
        .orElseGet(() -> line(broadcast, took, null, null));
  }

  private BroadcastPage.Line runningLine(Broadcast broadcast, long took) {
    BroadcastView view = watched(broadcast.id()).view();
    return line(broadcast, took, view.counts().planned(), view.counts().outcomes());
  }

  private static BroadcastPage.Line line(
      Broadcast broadcast,
      long took,
      @Nullable Long planned,
      @Nullable Map<String, Long> outcomes) {
    return new BroadcastPage.Line(
        broadcast.id(),
        broadcast.status(),
        broadcast.startedAt().toEpochMilli(),
        took,
        planned,
        outcomes,
        null,
        false);
  }

  @Override
  public BroadcastView broadcast(String id) {
    return watched(id).view();
  }

  @Override
  public byte[] definition(String id) {
    if (require(id).executionArn().isEmpty()) {
      return stack
          .states()
          .describeStateMachine(get -> get.stateMachineArn(stack.stateMachineArn()))
          .definition()
          .getBytes(StandardCharsets.UTF_8);
    }
    String definition =
        stack
            .states()
            .describeStateMachineForExecution(get -> get.executionArn(stack.executionArn(id)))
            .definition();
    return definition.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public ShardsView shards(String id) {
    return watched(id).shards();
  }

  @Override
  public ShardView shard(String id, String shard) {
    WatchedBroadcast broadcast = watched(id);
    Optional<ProgressRow> row = broadcast.shard(shard);
    Pusher pusher = pusher(id, shard);
    String status =
        stack
            .states()
            .describeExecution(get -> get.executionArn(pusher.execution()))
            .statusAsString();
    return new ShardView(
        row.map(ShardColumns::named).orElse(null),
        pusher.execution(),
        status,
        row.map(each -> each.state().trouble())
            .filter(text -> !text.isEmpty())
            .or(() -> broadcast.trouble(shard))
            .orElse(null),
        ShardLog.of(stack, pusher.shardKey(), require(id).startedAt(), MAX_LOG_LINES));
  }

  private Pusher pusher(String id, String shard) {
    return Pusher.of(stack, id, ProgressRow.round(shard), ProgressRow.index(shard))
        .orElseThrow(
            () ->
                new NotFoundException(
                    "Broadcast %s has no shard %s, or it has not begun.".formatted(id, shard)));
  }

  @Override
  public EventPage events(String id, Optional<String> shard, long after, int limit) {
    return log(id, shard).after(after, limit);
  }

  @Override
  public EventData event(String id, Optional<String> shard, long event) {
    return log(id, shard).data(event);
  }

  private EventLog log(String id, Optional<String> shard) {
    return shard
        .map(name -> pusher(id, name).execution())
        .map(arn -> shardEvents.get(arn, any -> new EventLog(stack.states(), arn)))
        .orElseGet(() -> watched(id).events());
  }

  @Override
  public ConnectionsView connections() {
    return connections.read();
  }

  @Override
  public JsonNode estimate(byte[] request) {
    try {
      return Json.MAPPER.valueToTree(
          AudienceEstimate.of(stack, RequestDraft.of(request), "console", pause));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while counting the audience", e);
    }
  }

  @Override
  public String send(byte[] request) {
    String id = RequestDraft.of(request).id().orElseGet(() -> UUID.randomUUID().toString());
    new Sender(stack).start(id, RequestDraft.of(request).with("id", id).json());
    return id;
  }

  @Override
  public void cancel(String id) {
    Broadcast broadcast = require(id);
    if (broadcast.hasEnded()) {
      throw new CommandFailure(
          "Broadcast %s has already ended: %s.".formatted(id, broadcast.status()));
    }
    new BroadcastFiles(stack, id).cancel();
  }

  @Override
  public String resend(String id) {
    return start(reported(id), "-resend", RequestDraft.empty().with("resend_of", id));
  }

  @Override
  public String correct(String id, String data) {
    return start(
        reported(id), "-correction", RequestDraft.empty().withData(data).with("correct_of", id));
  }

  /**
   * Starts a follow-up broadcast. Its id derives from the earlier one, so a second start by mistake
   * sends nothing.
   */
  private String start(Broadcast earlier, String suffix, RequestDraft draft) {
    String id = earlier.id() + suffix;
    new Sender(stack).start(id, draft.with("id", id).json());
    return id;
  }

  private Broadcast reported(String id) {
    Broadcast broadcast = require(id);
    if (!broadcast.hasEnded() && new BroadcastFiles(stack, id).finalReport().isEmpty()) {
      throw new CommandFailure(
          "Broadcast %s is still being sent; cancel it first, or wait for its final report."
              .formatted(id));
    }
    return broadcast;
  }

  private WatchedBroadcast watched(String id) {
    return watched.get(id, any -> new WatchedBroadcast(stack, require(id), clock));
  }

  private Broadcast require(String id) {
    return broadcasts
        .get(id)
        .orElseThrow(() -> new NotFoundException("There is no broadcast " + id + "."));
  }
}
