package dev.fanfare.bench.fanout;

import dev.fanfare.bench.process.BenchFailure;
import dev.fanfare.bench.report.FanoutRun;
import dev.fanfare.bench.report.Way;
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
 * The measurement: a crowd that grows, and in every round one message each way, one after another.
 * Every message has a text of its own, so that an arrival tells what it belongs to.
 */
final class Fanout {
  private static final Duration ARRIVE_WITHIN = Duration.ofMinutes(5);
  private static final Duration END_WITHIN = Duration.ofMinutes(1);
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
   * @param clock by which the clients stamp arrivals, too
   * @param progress is told, in a line, what is being done
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
   * Measures one size of crowd.
   *
   * @param crowd not smaller than the one before
   * @param warmUps rounds of broadcasts before, which are not told of
   */
  List<FanoutRun> measure(int crowd, int warmUps, int rounds) {
    connect(crowd);
    progress.accept("%,d clients: warming up".formatted(crowd));
    for (int round = 1; round <= warmUps; round++) {
      run(Way.MAP_RUN, round);
      run(Way.ONE_SHARD, round);
      run(Way.DIRECT, round);
    }
    run(Way.PLAIN_LOOP, 1);
    List<FanoutRun> runs = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      int turn = round;
      progress.accept("%,d clients: round %d of %d".formatted(crowd, round, rounds));
      // Each round begins with another: what comes first meets an idle machine.
      List<Way> ways = new ArrayList<>(List.of(Way.values()));
      Collections.rotate(ways, round);
      ways.forEach(way -> runs.add(run(way, turn)));
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

  private FanoutRun run(Way way, int round) {
    String data = Integer.toString(++messages);
    expected += connected;
    if (way == Way.PLAIN_LOOP) {
      rest();
      long sent = micros();
      loop.post(stack.connectionIds(), data);
      awaitArrivals(way);
      return run(way, round, data, sent);
    }
    if (way == Way.DIRECT) {
      return run(way, round, data, say(data));
    }
    stack.go(way);
    rest();
    long sent = micros();
    String execution = stack.send(data);
    awaitArrivals(way);
    // What a broadcast does after its last client must not run beside the next message.
    if (!clients.await(any -> stack.hasEnded(execution), END_WITHIN)) {
      throw new BenchFailure("a broadcast has not ended within " + END_WITHIN);
    }
    if (stack.mapRuns(execution) != (way == Way.MAP_RUN ? 1 : 0)) {
      throw new BenchFailure("a broadcast went another way than by " + way.word());
    }
    return run(way, round, data, sent);
  }

  /**
   * Lets one more client say it. That client is there for this message alone: the other ways would
   * post to it, too.
   *
   * @return when it was sent
   */
  private long say(String data) {
    long sent;
    try (var speaker = Speaker.connect(stack.sockets())) {
      rest();
      sent = micros();
      speaker.say(data);
      awaitArrivals(Way.DIRECT);
      String id = speaker.broadcastId();
      if (!clients.await(any -> stack.isPosted(id), END_WITHIN)) {
        throw new BenchFailure("a message has not been written down within " + END_WITHIN);
      }
    }
    if (!clients.await(any -> stack.connectionIds().size() == connected, END_WITHIN)) {
      throw new BenchFailure("the client that spoke has not left within " + END_WITHIN);
    }
    return sent;
  }

  /** What came before, a client's connecting for example, has an end that nobody announces. */
  private void rest() {
    clients.await(never -> false, REST);
  }

  private void awaitArrivals(Way way) {
    if (!clients.await(totals -> totals.received() >= expected, ARRIVE_WITHIN)) {
      throw new BenchFailure("a message by %s has not reached everybody".formatted(way.word()));
    }
  }

  private FanoutRun run(Way way, int round, String data, long sent) {
    var taken =
        clients.snapshot().stream().flatMapToLong(client -> arrivals(client.arrivals(), data));
    long[] micros = taken.map(at -> at - sent).toArray();
    if (micros.length != connected) {
      throw new BenchFailure(
          "a message by %s came %d times to %d clients"
              .formatted(way.word(), micros.length, connected));
    }
    return new FanoutRun(
        connected,
        round,
        way,
        LongStream.of(micros).average().orElseThrow() / MICROS_PER_MILLI,
        LongStream.of(micros).max().orElseThrow() / MICROS_PER_MILLI);
  }

  private static LongStream arrivals(List<Arrival> arrivals, String data) {
    return arrivals.stream()
        .filter(arrival -> isOf(arrival.text(), data))
        .mapToLong(Arrival::atMicros);
  }

  /** Members of a channel get a number wrapped, and what was said in an envelope. */
  private static boolean isOf(String text, String data) {
    return text.equals(data)
        || text.startsWith("{\"type\":\"broadcast\",\"data\":" + data + ",")
        || text.contains("\"message\":" + data + ",\"from\":");
  }

  private long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
  }
}
