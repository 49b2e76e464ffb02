package dev.fanfare.direct;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fanfare.archive.MemoryArchive;
import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.BroadcastPath;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.broadcast.Offsets;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.config.RecordingLogger;
import dev.fanfare.direct.DirectBroadcasts.Executions;
import dev.fanfare.dynamodb.BatchWrites;
import dev.fanfare.dynamodb.MemoryTables;
import dev.fanfare.push.DirectPush.Pushed;
import dev.fanfare.push.Latency;
import dev.fanfare.push.permits.ClientBacklog;
import dev.fanfare.reduce.DirectReducer;
import dev.fanfare.reduce.DynamoStaleTable;
import dev.fanfare.tables.DirectRows;
import dev.fanfare.tables.DirectSummary;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A direct broadcast with its collaborators in memory. A test sets fields before it calls {@link
 * #take}, and reads what was written.
 */
final class DirectStage {
  static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  static final Duration UNDER_WAY = Duration.ofSeconds(30);
  static final String ID = "m1";
  static final byte[] REQUEST =
      "{\"id\":\"m1\",\"channels\":[\"news\"],\"data\":{\"a\":1}}".getBytes(UTF_8);

  final MemoryArchive archive = new MemoryArchive();
  final MemoryBucket bucket = new MemoryBucket();
  final MemoryTables tables =
      new MemoryTables().with("Stale", "broadcast_partition", "connection_id");
  final Map<String, String> wholes = new LinkedHashMap<>();
  final Map<String, String> named = new LinkedHashMap<>();
  final Map<String, String> paths = new HashMap<>();
  final Map<String, byte[]> packed = new HashMap<>();
  final List<DirectSummary> listed = new ArrayList<>();
  final List<Connection> ended = new ArrayList<>();
  final List<String> posted = new ArrayList<>();
  final RecordingLogger log = new RecordingLogger();
  List<Connection> members = connections(3);
  Instant now = NOW;
  int limit = 5;
  Push push = (message, to, priority, longest, log) -> everyone(message, to);
  Bookings bookings = new Bookings(ClientBacklog.NONE, 5, Duration.ZERO, millis -> {});
  byte[] request = REQUEST;

  static Pushed pushed(List<Outcome> outcomes, int offset) {
    Books books = Books.EMPTY;
    var pending = new Offsets();
    var lines = new LinkedHashMap<String, Offsets>();
    for (int line = 0; line < offset; line++) {
      Outcome outcome = outcomes.get(line);
      if (outcome == null) {
        pending.add(line);
        continue;
      }
      books = books.plus(outcome, 1);
      if (outcome != Outcome.DELIVERED) {
        lines.computeIfAbsent(outcome.word(), any -> new Offsets()).add(line);
      }
    }
    var texts = new LinkedHashMap<String, String>();
    lines.forEach((word, offsets) -> texts.put(word, offsets.toString()));
    boolean finished = offset == outcomes.size() && pending.toString().isEmpty();
    return new Pushed(
        finished,
        new Progress(
            offset,
            pending.toString(),
            Map.of(),
            books.words(),
            texts,
            books.total(),
            Latency.encode(Latency.empty())),
        "");
  }

  private Pushed everyone(byte[] message, List<Connection> connections) {
    posted.add(new String(message, UTF_8));
    var delivered = connections.stream().map(connection -> Outcome.DELIVERED).toList();
    return pushed(delivered, delivered.size());
  }

  String file(String name) {
    String key = "broadcasts/m1/" + name;
    return DirectRows.files(DirectRows.own(ID, "direct", packed.get(ID), 0)).get(key);
  }

  DirectStatus take() {
    var clock = Clock.fixed(now, ZoneOffset.UTC);
    var writes = new BatchWrites(tables, "Stale", millis -> {}, new Random(1));
    var completion =
        new Completion(
            new DirectReducer(new DynamoStaleTable(writes, clock, Duration.ofDays(1)), clock),
            memoryLog(),
            (connections, log) -> ended.addAll(connections),
            bucket,
            new Executions((json, id) -> wholes.put(id, new String(json, UTF_8)), named::put),
            clock);
    return new DirectBroadcasts(
            limit,
            UNDER_WAY,
            bookings,
            archive,
            (request, positions, most) ->
                Optional.of(List.copyOf(members)).filter(found -> found.size() <= most),
            push,
            completion,
            clock)
        .take(request, "other", Duration.ofSeconds(2), log)
        .status();
  }

  private DirectLog memoryLog() {
    return new DirectLog() {
      @Override
      public boolean contains(String broadcastId) {
        return paths.containsKey(broadcastId);
      }

      @Override
      public void executed(String broadcastId, String path) {
        paths.put(broadcastId, path);
      }

      @Override
      public void posted(DirectSummary summary, byte[] files) {
        paths.put(summary.id(), BroadcastPath.DIRECT);
        packed.put(summary.id(), files);
        listed.add(summary);
      }
    };
  }

  static List<Connection> connections(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Connection("c" + i, "u" + i, i)).toList();
  }
}
