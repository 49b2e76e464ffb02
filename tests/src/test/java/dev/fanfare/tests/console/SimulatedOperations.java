package dev.fanfare.tests.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.cli.console.BroadcastPage;
import dev.fanfare.cli.console.BroadcastView;
import dev.fanfare.cli.console.BroadcastView.StepView;
import dev.fanfare.cli.console.ConnectionsView;
import dev.fanfare.cli.console.EventData;
import dev.fanfare.cli.console.EventPage;
import dev.fanfare.cli.console.EventPage.Event;
import dev.fanfare.cli.console.Operations;
import dev.fanfare.cli.console.ShardView;
import dev.fanfare.cli.console.ShardsView;
import dev.fanfare.cli.console.StackView;
import dev.fanfare.tests.project.Project;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/** One large simulated broadcast, because a real one would take this machine an hour. */
final class SimulatedOperations implements Operations {
  static final String ID = "the-large-one";

  private final SimulatedShards shards;
  private final LongSupplier clock;
  private final long pollMillis;
  private final int events;

  /**
   * @param clock the time, in milliseconds since the start of the broadcast
   * @param pollMillis the page's polling interval
   * @param events the number of events in its history after the end
   */
  SimulatedOperations(SimulatedShards shards, LongSupplier clock, long pollMillis, int events) {
    this.shards = shards;
    this.clock = clock;
    this.pollMillis = pollMillis;
    this.events = events;
  }

  @Override
  public StackView stack() {
    return new StackView("simulated", "eu-central-2", true, pollMillis);
  }

  @Override
  public BroadcastPage broadcasts(Optional<String> status, int limit) {
    BroadcastView one = broadcast(ID);
    return new BroadcastPage(
        List.of(
            new BroadcastPage.Line(
                ID,
                one.execution().status(),
                one.execution().startedAt(),
                one.execution().tookMillis(),
                one.counts().planned(),
                one.counts().outcomes(),
                one.counts().missed(),
                false)),
        false);
  }

  @Override
  public BroadcastView broadcast(String id) {
    requireKnown(id);
    long now = clock.getAsLong();
    boolean isOver = now >= shards.endsAfter();
    long took = Math.min(now, shards.endsAfter());
    var outcomes = shards.outcomes(now);
    long settled = outcomes.values().stream().mapToLong(Long::longValue).sum();
    ObjectNode report = Json.MAPPER.createObjectNode();
    SimulatedShards.latency(report.putObject("postLatencyMicros"));
    return new BroadcastView(
        new BroadcastView.Execution(
            ID,
            isOver ? "SUCCEEDED" : "RUNNING",
            SimulatedShards.START + now,
            SimulatedShards.START,
            isOver ? SimulatedShards.START + took : null,
            took,
            null),
        new BroadcastView.Counts(
            shards.connections(), outcomes, isOver ? outcomes.get("slow") : null, settled),
        new BroadcastView.Pushing(shards.count(), shards.finished(now), 1, 3),
        new BroadcastView.Pace(
            isOver ? null : shards.endsAfter() - now,
            isOver ? null : 1_000.0 * settled / Math.max(1, took)),
        steps(isOver, took),
        new BroadcastView.Documents(
            "{\"text\":\"<img src=x onerror=alert(1)>\"}",
            Json.MAPPER.createObjectNode().put("rate", 5_000),
            null,
            isOver ? report : null));
  }

  private static List<StepView> steps(boolean isOver, long took) {
    var steps = new ArrayList<StepView>();
    steps.add(new StepView("PlanShards", "succeeded", 0, 400L, 1, 0));
    steps.add(new StepView("IsPlanFinished", "succeeded", 400, 0L, 1, 0));
    steps.add(new StepView("PushShards", isOver ? "succeeded" : "running", 410, took - 400, 1, 0));
    return steps;
  }

  @Override
  public byte[] definition(String id) {
    try {
      return Files.readAllBytes(Project.FOLDER.resolve("statemachine/broadcast.asl.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ShardsView shards(String id) {
    requireKnown(id);
    return shards.view(clock.getAsLong());
  }

  @Override
  public ShardView shard(String id, String shard) {
    return new ShardView(
        shards.row(shard, clock.getAsLong()),
        "arn:aws:states:::child",
        "SUCCEEDED",
        null,
        List.of());
  }

  @Override
  public EventPage events(String id, Optional<String> shard, long after, int limit) {
    long last = Math.min(events, after + limit);
    return new EventPage(
        LongStream.rangeClosed(after + 1, last).mapToObj(SimulatedOperations::event).toList(),
        last < events);
  }

  private static Event event(long id) {
    boolean bad = id % 1_000 == 0;
    return new Event(
        id, id * 7, bad ? "TaskFailed" : "TaskScheduled", "PushShard", "event no. " + id, bad);
  }

  @Override
  public EventData event(String id, Optional<String> shard, long event) {
    return new EventData("{\"event\":" + event + "}", null);
  }

  @Override
  public ConnectionsView connections() {
    return new ConnectionsView(List.of(), List.of());
  }

  @Override
  public JsonNode estimate(byte[] request) {
    return Json.MAPPER.createObjectNode().put("connections", shards.connections());
  }

  @Override
  public String send(byte[] request) {
    return ID;
  }

  @Override
  public void cancel(String id) {
    requireKnown(id);
  }

  @Override
  public String resend(String id) {
    return ID;
  }

  @Override
  public String correct(String id, String data) {
    return ID;
  }

  private static void requireKnown(String id) {
    if (!id.equals(ID)) {
      throw new NotFoundException("There is no broadcast " + id + ".");
    }
  }
}
