package dev.fanfare.bench.hostile;

import dev.fanfare.bench.hostile.MalloryMain.Counts;
import dev.fanfare.bench.process.BenchFailure;
import dev.fanfare.bench.process.Child;
import dev.fanfare.bench.process.Java;
import dev.fanfare.bench.process.ProcessSandbox;
import dev.fanfare.config.Pause;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Runs the measurement with a quiet audience, another user who joins channels, and the hostile
 * user.
 */
final class HostileScenario implements AutoCloseable {
  private static final int ARCHIVED = 110;
  private static final int MAX_CONCURRENT = 4;
  private static final int ARCHIVED_BYTES = 16 * 1024;
  private static final int JOINS_BEFORE = 15;

  /**
   * Interval between joins. A join and a leave in this time are within the limit of messages per
   * user.
   */
  private static final long JOIN_EVERY_MILLIS = 1_500;

  private static final long RESPONSE_MILLIS = 35_000;
  private static final long SETTLE_MILLIS = 5_000;

  private final HostileStack stack;
  private final Pause pause;
  private final Consumer<String> progress;
  private final AtomicLong bytes = new AtomicLong();
  private final List<CountingSocket> quiet = new ArrayList<>();
  private final int connections;
  private int joins;

  HostileScenario(
      HostileStack stack, int connections, int audience, Pause pause, Consumer<String> progress) {
    this.stack = stack;
    this.pause = pause;
    this.progress = progress;
    this.connections = connections;
    IntStream.range(0, audience).forEach(i -> quiet.add(connect("quiet-" + i)));
  }

  HostileRun run(Duration duration) throws InterruptedException {
    progress.accept("filling a channel's archive");
    String data = "\"" + "x".repeat(ARCHIVED_BYTES) + "\"";
    for (int i = 0; i < ARCHIVED; i++) {
      // Limits concurrency, because broadcasts to one channel compete for the same row.
      while (stack.executions() < i - MAX_CONCURRENT
          || stack.runningExecutions() > MAX_CONCURRENT) {
        pause.of(SETTLE_MILLIS / 50);
      }
      stack.broadcast("{\"channels\":[\"" + Mallory.ATTIC + "\"],\"data\":" + data + "}");
    }
    while (stack.executions() < ARCHIVED || stack.runningExecutions() > 0) {
      pause.of(SETTLE_MILLIS / 10);
    }
    try (var other = connect("other")) {
      progress.accept("timing another user's joins");
      double before = median(joins(other, JOINS_BEFORE, () -> false));
      var costs = new Costs();
      progress.accept("starting the hostile user");
      List<Double> meanwhile;
      Counts counts;
      long seconds;
      try (var sandbox = ProcessSandbox.open()) {
        var mallory = sandbox.startAside(Mallory.USER, command());
        long began = System.nanoTime();
        long end = began + duration.toNanos();
        meanwhile = joins(other, Integer.MAX_VALUE, () -> System.nanoTime() - end >= 0);
        mallory.send("over");
        counts = counts(mallory);
        seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds() + 1;
      }
      while (stack.runningExecutions() > 0) {
        pause.of(SETTLE_MILLIS / 10);
      }
      // Waits for the last disconnects.
      pause.of(SETTLE_MILLIS);
      return new HostileRun(
          counts, costs.of(counts), seconds, new HostileRun.Joins(median(meanwhile), before));
    }
  }

  private List<String> command() {
    return Java.running()
        .command(
            Java.ownClassPath(),
            MalloryMain.class,
            List.of(stack.sockets().toString(), Integer.toString(connections)));
  }

  private static Counts counts(Child mallory) throws InterruptedException {
    String line = mallory.line(Duration.ofMillis(RESPONSE_MILLIS));
    try {
      return Json.MAPPER.readValue(line, Counts.class);
    } catch (IOException e) {
      throw mallory.failed("printed no counts", e);
    }
  }

  /** The counts before the hostile user started. */
  private final class Costs {
    private final long posts = stack.posts();
    private final long received = bytes.get();
    private final long invocations = stack.invocations();
    private final long executions = stack.executions();

    private Costs() {
      stack.meter().reset();
    }

    private HostileRun.Cost of(Counts counts) {
      return new HostileRun.Cost(
          stack.posts() - posts,
          bytes.get() - received + counts.bytes(),
          stack.invocations() - invocations,
          stack.executions() - executions,
          stack.meter().readUnits(),
          stack.meter().writeUnits());
    }
  }

  private interface StopCondition {
    boolean isReached();
  }

  /** Repeatedly joins and leaves a new channel. Returns the time of each join in milliseconds. */
  private List<Double> joins(CountingSocket socket, int max, StopCondition stop)
      throws InterruptedException {
    var millis = new ArrayList<Double>();
    while (millis.size() < max && !stop.isReached()) {
      String channel = "\"channel\":\"own-" + ++joins + "\"";
      long began = System.nanoTime();
      ask(socket, "{\"action\":\"joinchannel\"," + channel + "}", "joined");
      millis.add((System.nanoTime() - began) / 1e6);
      ask(socket, "{\"action\":\"leavechannel\"," + channel + "}", "left");
      pause.of(JOIN_EVERY_MILLIS);
    }
    return millis;
  }

  private static void ask(CountingSocket socket, String message, String response)
      throws InterruptedException {
    try {
      socket.send(message);
    } catch (ExecutionException | TimeoutException e) {
      throw new BenchFailure("another user's message was not accepted: " + e);
    }
    for (String text = socket.next(RESPONSE_MILLIS);
        text != null;
        text = socket.next(RESPONSE_MILLIS)) {
      if (text.startsWith("{\"type\":\"" + response + "\"")) {
        return;
      }
      if (text.startsWith("{\"type\":\"error\"")) {
        throw new BenchFailure("another user was refused: " + text);
      }
    }
    throw new BenchFailure("another user got no response within " + RESPONSE_MILLIS + " ms");
  }

  private CountingSocket connect(String user) {
    try {
      return CountingSocket.connect(stack.sockets(), user, bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("interrupted");
    } catch (ExecutionException | TimeoutException e) {
      throw new BenchFailure(user + " could not connect: " + e);
    }
  }

  private static double median(List<Double> millis) {
    var sorted = millis.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }

  @Override
  public void close() {
    quiet.forEach(CountingSocket::close);
  }
}
