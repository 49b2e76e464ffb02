package dev.fanfare.bench.fanout;

import dev.fanfare.bench.process.BenchFailure;
import dev.fanfare.bench.report.FanoutRun;
import dev.fanfare.bench.report.MessagePath;
import dev.fanfare.devtools.load.ClientSnapshot.Arrival;
import dev.fanfare.devtools.load.Clients;
import dev.fanfare.devtools.load.ConnectPace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Measures the time from sending a message to its arrival, for a growing number of clients. Each
 * round sends one message on each path, one after another. Each message has a unique text, so that
 * arrivals can be assigned to it.
 */
final class Fanout {
  private static final Duration MAX_ARRIVAL_TIME = Duration.ofMinutes(5);
  private static final Duration MAX_END_TIME = Duration.ofMinutes(1);
  private static final Duration REST = Duration.ofMillis(250);
  private static final double MICROS_PER_MILLI = 1_000;

  private final FanoutStack stack;
  private final SdkPlainLoop loop;
  private final Clients clients;
  private final Clock clock;
  private final Consumer<String> progress;
  private int connected;
  private int messages;
  private long expected;

  /**
   * @param clock the clock that the clients use for arrival times
   * @param progress called with a line for each step
   */
  Fanout(
      FanoutStack stack,
      SdkPlainLoop loop,
      Clients clients,
      Clock clock,
      Consumer<String> progress) {
    this.stack = stack;
    this.loop = loop;
    this.clients = clients;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Measures one number of clients.
   *
   * @param crowd number of clients, at least that of the previous call
   * @param warmUps number of unmeasured rounds before
   * @param rounds number of measured rounds
   */
  List<FanoutRun> measure(int crowd, int warmUps, int rounds) {
    connect(crowd);
    progress.accept("%,d clients: warming up".formatted(crowd));
    for (int round = 1; round <= warmUps; round++) {
      run(MessagePath.MAP_RUN, round);
      run(MessagePath.ONE_SHARD, round);
      run(MessagePath.DIRECT, round);
    }
    run(MessagePath.PLAIN_LOOP, 1);
    List<FanoutRun> runs = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      int turn = round;
      progress.accept("%,d clients: round %d of %d".formatted(crowd, round, rounds));
      // Each round starts with a different path, because the first one finds an idle machine.
      List<MessagePath> paths = new ArrayList<>(List.of(MessagePath.values()));
      Collections.rotate(paths, round);
      paths.forEach(path -> runs.add(run(path, turn)));
    }
    return runs;
  }

  private void connect(int crowd) {
    List<String> users =
        IntStream.rangeClosed(connected + 1, crowd).mapToObj(user -> "user-" + user).toList();
    if (!users.isEmpty()) {
      progress.accept("connecting %,d clients".formatted(users.size()));
      var report = clients.connect(stack.sockets(), users, ConnectPace.DEFAULT).join();
      if (report.failed() > 0) {
        throw new BenchFailure(report.failed() + " clients could not connect");
      }
    }
    connected = crowd;
  }

  private FanoutRun run(MessagePath path, int round) {
    String data = Integer.toString(++messages);
    expected += connected;
    if (path == MessagePath.PLAIN_LOOP) {
      rest();
      long sent = micros();
      loop.post(stack.connectionIds(), data);
      awaitArrivals(path);
      return run(path, round, data, sent);
    }
    if (path == MessagePath.DIRECT) {
      return run(path, round, data, sendDirectly(data));
    }
    stack.choose(path);
    rest();
    long sent = micros();
    String execution = stack.send(data);
    awaitArrivals(path);
    // Waits until the broadcast ends, so that its last steps do not disturb the next message.
    if (!clients.await(any -> stack.hasEnded(execution), MAX_END_TIME)) {
      throw new BenchFailure("a broadcast has not ended within " + MAX_END_TIME);
    }
    if (stack.mapRuns(execution) != (path == MessagePath.MAP_RUN ? 1 : 0)) {
      throw new BenchFailure("a broadcast did not take the path " + path.word());
    }
    return run(path, round, data, sent);
  }

  /**
   * Sends a message through another client. This client is connected only for this message, because
   * the other paths would post to it too.
   *
   * @return time of sending, in microseconds since the epoch
   */
  private long sendDirectly(String data) {
    long sent;
    try (var sender = ChannelSender.connect(stack.sockets())) {
      rest();
      sent = micros();
      sender.send(data);
      awaitArrivals(MessagePath.DIRECT);
      String id = sender.broadcastId();
      if (!clients.await(any -> stack.isPosted(id), MAX_END_TIME)) {
        throw new BenchFailure("a message has no row within " + MAX_END_TIME);
      }
    }
    if (!clients.await(any -> stack.connectionIds().size() == connected, MAX_END_TIME)) {
      throw new BenchFailure("the sending client has not disconnected within " + MAX_END_TIME);
    }
    return sent;
  }

  /** Waits a moment, because no event signals the end of earlier work such as a connect. */
  private void rest() {
    clients.await(never -> false, REST);
  }

  private void awaitArrivals(MessagePath path) {
    if (!clients.await(totals -> totals.received() >= expected, MAX_ARRIVAL_TIME)) {
      throw new BenchFailure("a message by %s has not reached all clients".formatted(path.word()));
    }
  }

  private FanoutRun run(MessagePath path, int round, String data, long sent) {
    var taken =
        clients.snapshot().stream().flatMapToLong(client -> arrivals(client.arrivals(), data));
    long[] micros = taken.map(at -> at - sent).toArray();
    if (micros.length != connected) {
      throw new BenchFailure(
          "a message by %s arrived %d times at %d clients"
              .formatted(path.word(), micros.length, connected));
    }
    return new FanoutRun(
        connected,
        round,
        path,
        LongStream.of(micros).average().orElseThrow() / MICROS_PER_MILLI,
        LongStream.of(micros).max().orElseThrow() / MICROS_PER_MILLI);
  }

  private static LongStream arrivals(List<Arrival> arrivals, String data) {
    return arrivals.stream()
        .filter(arrival -> isOf(arrival.text(), data))
        .mapToLong(Arrival::atMicros);
  }

  /** Whether a received text is this message. Members of a channel receive it in an envelope. */
  private static boolean isOf(String text, String data) {
    return text.equals(data)
        || text.startsWith("{\"type\":\"broadcast\",\"data\":" + data + ",")
        || text.contains("\"message\":" + data + ",\"from\":");
  }

  private long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
  }
}
