package dev.fanfare.push;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.broadcast.ShardLines;
import dev.fanfare.push.transport.PostResult;
import dev.fanfare.push.transport.Transport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;

/** A push in virtual time, to an endpoint whose answers the test sets. */
abstract class OnShardPush {
  static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
  static final long OLD = START.minusSeconds(3600).toEpochMilli();
  static final long SECOND = 1_000_000_000L;
  static final long LATENCY = 20_000_000L;

  final VirtualTime time = new VirtualTime(START);
  final List<String> posts = new ArrayList<>();
  final List<Long> postedAt = new ArrayList<>();
  final Map<String, Integer> tries = new HashMap<>();

  double rate = 1_000;
  boolean isWave;
  SteadyPermits permits;
  PushSettings settings = new PushSettings(50, 4, Duration.ofSeconds(5), BackOff.DEFAULT);
  PushSettings.Ends ends =
      new PushSettings.Ends(Optional.empty(), () -> false, 1_000 * SECOND, 1_010 * SECOND);

  /** The answer, by connection id and number of earlier posts. */
  BiFunction<String, Integer, PostResult> endpoint = (id, tried) -> PostResult.ACCEPTED;

  Progress run(byte[] shard, Progress before) throws Exception {
    return push(shard, before).run();
  }

  ShardPush push(byte[] shard, Progress before) throws IOException {
    return push(time.poster(this::post, LATENCY), shard, before);
  }

  ShardPush push(Transport.Poster poster, byte[] shard, Progress before) throws IOException {
    permits = new SteadyPermits(rate, time.nanos());
    permits = isWave ? permits.inAWave() : permits;
    return new ShardPush(
        poster,
        ShardLines.read(new ByteArrayInputStream(shard)),
        before,
        settings,
        ends,
        permits,
        time,
        new Random(1));
  }

  PostResult post(String id) {
    posts.add(id);
    postedAt.add(time.nanos());
    return endpoint.apply(id, tries.merge(id, 1, Integer::sum) - 1);
  }

  static byte[] shard(int size, long connectedAt) {
    var shard = new ByteArrayOutputStream();
    for (int i = 0; i < size; i++) {
      ShardLines.write(new Connection("c" + i, "u" + i, connectedAt), shard);
    }
    return shard.toByteArray();
  }
}
