package dev.fanfare.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.fanfare.outcomes.ConnectionOutcome;
import dev.fanfare.outcomes.ConnectionOutcomes;
import dev.fanfare.outcomes.ReportedBroadcast;
import dev.fanfare.push.DirectPush.Pushed;
import dev.fanfare.push.Latency;
import dev.fanfare.push.permits.ClientBacklog;
import dev.fanfare.reduce.DirectReducer;
import dev.fanfare.reduce.DynamoStaleTable;
import dev.fanfare.tables.DirectRows;
import dev.fanfare.tables.DirectSummary;
import dev.fanfare.text.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Test;

class DirectBroadcastsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Duration UNDER_WAY = Duration.ofSeconds(30);
  private static final String ID = "m1";
  private static final byte[] REQUEST =
      "{\"id\":\"m1\",\"channels\":[\"news\"],\"data\":{\"a\":1}}".getBytes(UTF_8);

  private static final byte[] FROM_A_CLIENT =
      new String(REQUEST, UTF_8).replace("{\"id", "{\"priority\":\"low\",\"id").getBytes(UTF_8);

  private MemoryArchive archive = new MemoryArchive();
  private MemoryBucket bucket = new MemoryBucket();
  private MemoryTables tables =
      new MemoryTables().with("Stale", "broadcast_partition", "connection_id");
  private Map<String, String> wholes = new LinkedHashMap<>();
  private Map<String, String> named = new LinkedHashMap<>();
  private Map<String, String> paths = new HashMap<>();
  private Map<String, byte[]> packed = new HashMap<>();
  private List<DirectSummary> listed = new ArrayList<>();
  private List<Connection> ended = new ArrayList<>();
  private List<String> posted = new ArrayList<>();
  private RecordingLogger log = new RecordingLogger();
  private List<Connection> members = connections(3);
  private Instant now = NOW;
  private int limit = 5;
  private Push push = (message, to, priority, longest, log) -> everyone(message, to);
  private Bookings bookings = new Bookings(ClientBacklog.NONE, 5, Duration.ZERO, millis -> {});
  private byte[] request = REQUEST;

  @BeforeTry
  void begin() {
    archive = new MemoryArchive();
    bucket = new MemoryBucket();
    named = new LinkedHashMap<>();
    packed = new HashMap<>();
    ended = new ArrayList<>();
    listed = new ArrayList<>();
  }

  @Test
  void take_smallChannel_isPostedWithItsPositionWithoutAnExecution() throws Exception {
    assertThat(take()).isEqualTo(Taken.POSTED);

    assertThat(posted).containsExactly("{\"a\":1,\"channel\":\"news\",\"position\":1}");
    assertThat(wholes).isEmpty();
    assertThat(named).isEmpty();
    assertThat(bucket.list("")).isEmpty();
    JsonNode report = Json.MAPPER.readTree(file("report.json"));
    assertThat(report.path("path").asText()).isEqualTo("direct");
    assertThat(report.path("planned").asInt()).isEqualTo(3);
    assertThat(report.path("outcomes").path("delivered").asInt()).isEqualTo(3);
    assertThat(report.path("complete").asBoolean()).isTrue();
    assertThat(file("request.json")).isEqualTo(new String(REQUEST, UTF_8));
    assertThat(listed).extracting(DirectSummary::id).containsExactly(ID);
    assertThat(log.lines()).anyMatch(line -> line.contains("\"path\":\"direct\""));
  }

  @Test
  void take_repeatedRequest_isKnownAndPostsNothing() {
    take();
    now = NOW.plusSeconds(3600);

    assertThat(take()).isEqualTo(Taken.KNOWN);
    assertThat(posted).hasSize(1);
  }

  @Test
  void take_whileAnotherCallPosts_postsNothing() {
    archive.put("news", ID, "{\"a\":1}", NOW.minusSeconds(29), false);

    assertThat(take()).isEqualTo(Taken.UNDER_WAY);
    assertThat(posted).isEmpty();
  }

  @Test
  void take_afterACrashedCall_postsWithTheSamePosition() {
    archive.put("news", ID, "{\"a\":1}", NOW.minusSeconds(30), false);
    archive.put("news", "next", "2", NOW, false);

    assertThat(take()).isEqualTo(Taken.POSTED);
    assertThat(posted).containsExactly("{\"a\":1,\"channel\":\"news\",\"position\":1}");
  }

  @Test
  void take_moreThanTheLimit_startsANormalExecution() {
    members = connections(6);

    assertThat(take()).isEqualTo(Taken.STARTED);
    assertThat(posted).isEmpty();
    assertThat(wholes).containsEntry(ID, new String(REQUEST, UTF_8));
    assertThat(paths).containsEntry(ID, BroadcastPath.EXECUTION);
    members = connections(1);
    now = NOW.plusSeconds(3600);
    assertThat(take()).isEqualTo(Taken.KNOWN);
    assertThat(posted).isEmpty();
  }

  @Test
  void take_limitOfZero_startsAnExecutionAndArchivesNothing() {
    limit = 0;

    assertThat(take()).isEqualTo(Taken.STARTED);
    assertThat(wholes).containsOnlyKeys(ID);
    assertThat(archive.messages("news")).isEmpty();
  }

  @Test
  void take_membersCannotBeRead_startsAnExecution() {
    members = null;

    assertThat(take()).isEqualTo(Taken.STARTED);
    assertThat(wholes).containsOnlyKeys(ID);
  }

  @Test
  void take_noMembers_postsNothing() {
    members = List.of();

    assertThat(take()).isEqualTo(Taken.POSTED);
    assertThat(posted).isEmpty();
    assertThat(listed).singleElement().extracting(DirectSummary::planned).isEqualTo(0L);
  }

  @Test
  void take_pushFails_handsOverAllConnections() throws Exception {
    push =
        (message, connections, priority, longest, told) -> {
          throw new IllegalStateException("no keys");
        };

    assertThat(take()).isEqualTo(Taken.STARTED);
    assertThat(bucket.connections("broadcasts/m1/missed/0/")).isEqualTo(members);
    assertThat(log.lines()).first().asString().startsWith("[WARN] broadcast m1: posting directly");
  }

  @Test
  void take_manyLongNames_storesTheFilesInTheBucket() {
    var random = new Random(7);
    members =
        IntStream.range(0, 400)
            .mapToObj(
                i ->
                    new Connection(
                        "c" + random.nextLong(), "u" + random.nextLong() + random.nextLong(), 1))
            .toList();
    limit = 500;

    assertThat(take()).isEqualTo(Taken.POSTED);
    assertThat(packed.get(ID)).isNull();
    assertThat(bucket.list("broadcasts/m1/"))
        .containsExactly(
            "broadcasts/m1/message",
            "broadcasts/m1/report.json",
            "broadcasts/m1/request.json",
            "broadcasts/m1/rounds/0.json",
            "broadcasts/m1/shards/direct/00000.jsonl");
  }

  /**
   * Property: whatever the results of the posts, each connection is either settled or handed over,
   * never both, and the books of the two parts add up to the total.
   */
  @Property(tries = 200)
  void take_anyOutcomes_settlesOrHandsOverEachConnectionOnce(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int count) throws Exception {
    var random = new Random(seed);
    limit = 100;
    members = connections(count);
    var outcomes = new ArrayList<Outcome>();
    for (int i = 0; i < count; i++) {
      int drawn = random.nextInt(8);
      outcomes.add(drawn < 3 ? Outcome.DELIVERED : drawn == 3 ? null : random(random));
    }
    int offset = random.nextInt(count + 1);
    push = (message, connections, priority, longest, told) -> pushed(outcomes, offset);

    Taken taken = take();

    var unsettled = new HashSet<String>();
    var stale = new HashSet<String>();
    for (int i = 0; i < count; i++) {
      Outcome outcome = i < offset ? outcomes.get(i) : null;
      if (outcome == null || outcome.isRetryable()) {
        unsettled.add("c" + i);
      } else if (outcome == Outcome.STALE) {
        stale.add("c" + i);
      }
    }
    assertThat(taken).isEqualTo(unsettled.isEmpty() ? Taken.POSTED : Taken.STARTED);
    assertThat(ended).extracting(Connection::id).containsExactlyInAnyOrderElementsOf(stale);
    if (unsettled.isEmpty()) {
      return;
    }
    assertThat(bucket.connections("broadcasts/m1/missed/0/"))
        .extracting(Connection::id)
        .containsExactlyInAnyOrderElementsOf(unsettled);
    JsonNode input = Json.MAPPER.readTree(named.get(ID));
    assertThat(input.path("requestKey").asText()).isEqualTo("broadcasts/m1/request.json");
    JsonNode handedOver = input.path("handedOver");
    assertThat(handedOver.path("planned").asInt()).isEqualTo(count);
    long settled = 0;
    for (JsonNode each : handedOver.path("settled").path("outcomes")) {
      settled += each.asLong();
    }
    assertThat(settled + unsettled.size()).isEqualTo(count);
    var told = new ArrayList<ConnectionOutcome>();
    // Acts as if the execution ended after its first round; round 0 contains only settled
    // connections.
    var reported =
        new ReportedBroadcast(
            ID,
            true,
            null,
            count,
            Map.of(),
            1,
            new ReportedBroadcast.MissedShards("", 0, "refused/", 0),
            BroadcastPath.HANDED_OVER);
    bucket.write("broadcasts/m1/rounds/1.json", "{\"round\":1,\"prefix\":\"none/\",\"shards\":0}");
    try (var all = new ConnectionOutcomes(bucket, reported)) {
      all.forEach(told::add);
    }
    assertThat(told)
        .extracting(each -> each.connection().id())
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(unsettled)
        .hasSize(count - unsettled.size());
  }

  private static Outcome random(Random random) {
    return List.of(Outcome.STALE, Outcome.SLOW, Outcome.UNREACHABLE, Outcome.REFUSED)
        .get(random.nextInt(4));
  }

  private static Pushed pushed(List<Outcome> outcomes, int offset) {
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

  private String file(String name) {
    String key = "broadcasts/m1/" + name;
    return DirectRows.files(DirectRows.own(ID, "direct", packed.get(ID), 0)).get(key);
  }

  @Test
  void take_tooManyPendingClientPosts_isRefusedAndStoresNothing() {
    var backlog = mock(ClientBacklog.class);
    when(backlog.book(anyLong(), any())).thenReturn(Duration.ofMillis(700));
    bookings = new Bookings(backlog, 5, Duration.ZERO, millis -> {});
    request = FROM_A_CLIENT;

    assertThatThrownBy(this::take)
        .isInstanceOf(BusyException.class)
        .hasMessage("too many posts of clients are pending: try again in 700 ms");

    assertThat(archive.head("news")).isZero();
    assertThat(posted).isEmpty();
    assertThat(wholes).isEmpty();
    request = REQUEST;
    assertThat(take()).as("an operator's").isEqualTo(Taken.POSTED);
  }

  private Taken take() {
    var clock = Clock.fixed(now, ZoneOffset.UTC);
    var writes = new BatchWrites(tables, "Stale", millis -> {}, new Random(1));
    var completion =
        new Completion(
            new DirectReducer(new DynamoStaleTable(writes, clock, Duration.ofDays(1)), clock),
            memoryLog(),
            (connections, told) -> ended.addAll(connections),
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
        .taken();
  }

  private DirectLog memoryLog() {
    return new DirectLog() {
      @Override
      public boolean knows(String broadcastId) {
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

  private static List<Connection> connections(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Connection("c" + i, "u" + i, i)).toList();
  }
}
