package dev.fanfare.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.Books;
import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.ShardLines;
import dev.fanfare.config.LambdaRuntime;
import dev.fanfare.config.SampleEvents;
import dev.fanfare.config.TestContext;
import dev.fanfare.handlers.PushShardHandler;
import dev.fanfare.push.permits.InMemoryPermitStore;
import dev.fanfare.push.transport.PostResult;
import dev.fanfare.push.transport.Transport;
import dev.fanfare.tables.ProgressRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The progress that the pusher reports, for every result of the push. */
class PushedProgressTest {
  private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
  private static final String SHARD = "broadcasts/spring-sale/shards/first/00000.jsonl";

  private final MemoryBucket bucket = new MemoryBucket();
  private final VirtualTime time = new VirtualTime(START);
  private final AtomicInteger posts = new AtomicInteger();
  private final TestContext context = TestContext.ofInvocation("i");
  private final MemoryProgressLog progress = new MemoryProgressLog();
  private PostResult answer = PostResult.ACCEPTED;

  @BeforeEach
  void storeShards() {
    bucket.write("broadcasts/spring-sale/message", "1");
    bucket.write(SHARD, shard(10));
    bucket.write("broadcasts/spring-sale/missed/1/00000.jsonl", shard(3));
  }

  @Test
  void handleRequest_longPush_reportsProgressToItsEnd() throws IOException {
    bucket.write(SHARD, shard(250));

    call("first-call");

    List<ProgressRow> rows = progress.rows();
    // The last report replaces all that were not written by then.
    assertThat(rows).hasSizeBetween(1, 4).allMatch(row -> row.calls() == 1);
    assertThat(rows.get(rows.size() - 1))
        .isEqualTo(
            new ProgressRow(
                new ProgressRow.Shard(
                    "spring-sale",
                    1,
                    0,
                    SHARD,
                    "arn:aws:states:us-east-1:123456789012:execution:fanfare-broadcast/PushShards:"
                        + "3f0e6a52-7c1b-3d6e-9a43-5b1f0c2d7e88",
                    250),
                1,
                START.toEpochMilli(),
                new ProgressRow.State(
                    time.now().toEpochMilli(),
                    250,
                    Books.EMPTY.plus(Outcome.DELIVERED, 250),
                    true,
                    ""),
                START.plus(Duration.ofDays(14)).getEpochSecond()));
  }

  @Test
  void handleRequest_nextCall_reportsFromWhereTheLastStopped() throws IOException {
    call("first-call");
    call("with-progress");

    assertThat(progress.last().calls()).isEqualTo(2);
    assertThat(progress.last().state().posts()).isEqualTo(11);
    assertThat(progress.last().state().books().total()).isEqualTo(10);
  }

  @Test
  void handleRequest_missedRound_isReportedAsAShardOfItsRound() throws IOException {
    call("missed-round");

    assertThat(progress.last().shard().range()).isEqualTo("02#00000");
    assertThat(progress.last().shard().connections()).isEqualTo(3);
  }

  @Test
  void handleRequest_cancelled_reportsOnceThatItIsFinished() throws IOException {
    bucket.write("broadcasts/spring-sale/cancel", "");

    call("first-call");

    assertThat(progress.rows()).hasSize(1);
    assertThat(progress.last().state().finished()).isTrue();
    assertThat(progress.last().state().books()).isEqualTo(Books.EMPTY.plus(Outcome.CANCELLED, 10));
  }

  @Test
  void handleRequest_refused_isReportedAsTheShardsProblem() throws IOException {
    answer = PostResult.ofStatus(403);

    call("first-call");

    assertThat(progress.last().state().trouble()).startsWith("10 posts refused: c0 (status 403)");
  }

  @Test
  void handleRequest_failure_isReportedAndLeavesTheShardUnfinished() {
    assertThatThrownBy(() -> callWith("/message\"", "/massage\""))
        .isInstanceOf(MissingObjectException.class);

    assertThat(progress.last().state().finished()).isFalse();
    assertThat(progress.last().state().trouble()).contains("there is no object");
  }

  @Test
  void handleRequest_progressTableFails_pushesAnyway() throws IOException {
    progress.goDown();

    JsonNode answered = call("first-call");

    assertThat(answered.path("finished").asBoolean()).isTrue();
    assertThat(posts.get()).isEqualTo(10);
    assertThat(context.log())
        .filteredOn(line -> !line.startsWith("[DEBUG] PUSHED "))
        .singleElement()
        .asString()
        .contains("[WARN] ", "cannot report progress");
  }

  @Test
  void handleRequest_payloadFromBeforeProgress_reportsNone() throws IOException {
    callWith("\"round\": 1,", "");

    assertThat(posts.get()).isEqualTo(10);
    assertThat(progress.rows()).isEmpty();
  }

  private JsonNode call(String sample) throws IOException {
    return LambdaRuntime.call(handler(), SampleEvents.read("PushShard", sample), context);
  }

  /** The first call's event, with a part of it replaced. */
  private void callWith(String part, String replacement) throws IOException {
    String sample =
        new String(SampleEvents.read("PushShard", "first-call"), StandardCharsets.UTF_8);
    assertThat(sample).contains(part);
    byte[] event = sample.replace(part, replacement).getBytes(StandardCharsets.UTF_8);
    LambdaRuntime.call(handler(), event, context);
  }

  /** A hundred posts a second. */
  private PushShardHandler handler() {
    var config =
        new PushConfig(
            "fanfare",
            URI.create("http://localhost:1/live"),
            "Permits",
            "Progress",
            Duration.ofDays(14),
            "http1",
            new PostRates(100, 100, 20),
            new PushSettings(50, 3, Duration.ofSeconds(5), BackOff.DEFAULT));
    return new PushShardHandler(
        new ShardPusher(bucket, new Counting(), new InMemoryPermitStore(), progress, config, time));
  }

  private final class Counting implements Transport {
    @Override
    public Poster prepare(byte[] message) {
      return time.poster(
          id -> {
            posts.incrementAndGet();
            return answer;
          },
          10_000_000);
    }

    @Override
    public void close() {
      // Holds no resources.
    }
  }

  private static byte[] shard(int size) {
    var shard = new ByteArrayOutputStream();
    for (int i = 0; i < size; i++) {
      ShardLines.write(new Connection("c" + i, "u" + i, 0), shard);
    }
    return shard.toByteArray();
  }
}
