package dev.fanfare.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.ForwardingBucket;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.broadcast.ShardLines;
import dev.fanfare.config.ConfigurationException;
import dev.fanfare.config.LambdaRuntime;
import dev.fanfare.config.SampleEvents;
import dev.fanfare.config.TestContext;
import dev.fanfare.push.BackOff;
import dev.fanfare.push.PostRates;
import dev.fanfare.push.PushConfig;
import dev.fanfare.push.PushSettings;
import dev.fanfare.push.ShardPusher;
import dev.fanfare.push.VirtualTime;
import dev.fanfare.push.permits.InMemoryPermitStore;
import dev.fanfare.push.progress.ProgressLog;
import dev.fanfare.push.transport.PostResult;
import dev.fanfare.push.transport.Transport;
import dev.fanfare.text.Json;
import dev.fanfare.wiring.PushWiring;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushShardHandlerTest {
  private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
  private static final String SHARD = "broadcasts/spring-sale/shards/first/00000.jsonl";
  private static final String MESSAGE = "broadcasts/spring-sale/message";
  private static final long LATENCY = 10_000_000;

  private final MemoryBucket bucket = new MemoryBucket();
  private final VirtualTime time = new VirtualTime(START);
  private final List<String> posts = new ArrayList<>();
  private final TestContext context = TestContext.ofInvocation("i");
  private final InMemoryPermitStore permits = new InMemoryPermitStore();
  private Function<String, PostResult> endpoint = id -> PostResult.ACCEPTED;
  // A hundred posts a second for all pushers: 80 % of 125.
  private final PushConfig config =
      new PushConfig(
          "fanfare",
          URI.create("http://localhost:1/live"),
          "Permits",
          "Progress",
          Duration.ofDays(14),
          "http1",
          new PostRates(125, 80, 20),
          new PushSettings(50, 3, Duration.ofSeconds(5), BackOff.DEFAULT));

  @BeforeEach
  void storeShards() {
    bucket.write(MESSAGE, "\"now 🎉\"");
    bucket.write(SHARD, shard(10));
    bucket.write("broadcasts/spring-sale/missed/1/00000.jsonl", shard(3));
  }

  @Test
  void handleRequest_firstCall_postsTheMessageToEveryLine() throws IOException {
    JsonNode answer = call("first-call");

    assertThat(answer.path("finished").asBoolean()).isTrue();
    assertThat(answer.path("progress").path("outcomes").path("delivered").asInt()).isEqualTo(10);
    assertThat(posts).hasSize(10).startsWith("c0 \"now 🎉\"", "c1 \"now 🎉\"");
    assertThat(context.log())
        .as("one line by which to find a shard's calls")
        .singleElement()
        .asString()
        .matches("\\[DEBUG\\] PUSHED " + SHARD + ": 10 posts in \\d+ ms, 10 delivered, finished");
  }

  @Test
  void handleRequest_withProgress_postsOnlyToConnectionsWithoutAnOutcome() throws IOException {
    JsonNode answer = call("with-progress");

    assertThat(posts)
        .extracting(post -> post.split(" ")[0])
        .containsExactly("c1", "c3", "c6", "c7", "c8", "c9");
    var progress = answer.path("progress");
    assertThat(progress.path("outcomes").path("delivered").asInt()).isEqualTo(9);
    assertThat(progress.path("undelivered")).hasToString("{\"stale\":\"4\"}");
    assertThat(progress.path("offset").asInt()).isEqualTo(10);
    assertThat(progress.path("posts").asInt()).isEqualTo(11);
    assertThat(answer.path("finished").asBoolean()).isTrue();
  }

  @Test
  void handleRequest_alone_usesTheWholeBudget() throws IOException {
    bucket.write(SHARD, shard(100));

    // One of four pushers, but no other pusher draws permits.
    call("first-call");

    assertThat(time.nanos()).isBetween(980_000_000L, 1_100_000_000L);
  }

  @Test
  void handleRequest_ownRate_isKept() throws IOException {
    bucket.write(SHARD, shard(100));

    callWith("\"rate\": null", "\"rate\": 50");

    assertThat(time.nanos()).isBetween(1_980_000_000L, 2_200_000_000L);
  }

  @Test
  void handleRequest_cancelled_postsNothing() throws IOException {
    bucket.write("broadcasts/spring-sale/cancel", "");

    JsonNode answer = call("first-call");

    assertThat(posts).isEmpty();
    assertThat(answer.path("finished").asBoolean()).isTrue();
    assertThat(answer.path("progress").path("undelivered")).hasToString("{\"cancelled\":\"0-9\"}");
  }

  @Test
  void handleRequest_cancelledButTheFirstChecksFail_postsNothing() throws IOException {
    bucket.write("broadcasts/spring-sale/cancel", "");
    var troubled = new BlindBucket(5);

    JsonNode answer =
        LambdaRuntime.call(
            handler(troubled), SampleEvents.read("PushShard", "first-call"), context);

    assertThat(posts).isEmpty();
    assertThat(answer.path("progress").path("undelivered")).hasToString("{\"cancelled\":\"0-9\"}");
  }

  @Test
  void handleRequest_noCheckOfTheCancelFlagSucceeds_failsWithoutAPost() {
    var troubled = new BlindBucket(Integer.MAX_VALUE);

    assertThatThrownBy(
            () ->
                LambdaRuntime.call(
                    handler(troubled), SampleEvents.read("PushShard", "first-call"), context))
        .hasMessageContaining("broadcasts/spring-sale/cancel could not be read for 30 s");
    assertThat(posts).isEmpty();
  }

  @Test
  void handleRequest_deadlineWhilePosting_expiresTheRest() throws IOException {
    bucket.write(SHARD, shard(100));

    var outcomes = call("deadline").path("progress").path("outcomes");

    assertThat(outcomes.path("delivered").asInt()).isBetween(45, 55);
    assertThat(outcomes.path("delivered").asInt() + outcomes.path("expired").asInt())
        .isEqualTo(100);
  }

  @Test
  void handleRequest_deadlinePassed_postsNothing() throws IOException {
    JsonNode answer = call("deadline-passed");

    assertThat(posts).isEmpty();
    assertThat(answer.path("finished").asBoolean()).isTrue();
    assertThat(answer.path("progress").path("undelivered")).hasToString("{\"expired\":\"0-9\"}");
  }

  @Test
  void handleRequest_missedRound_pushesTheReducersList() throws IOException {
    assertThat(call("missed-round").path("progress").path("offset").asInt()).isEqualTo(3);
  }

  @Test
  void handleRequest_timeIsUp_returnsProgressThatItAccepts() throws IOException {
    bucket.write(SHARD, shard(1_000));
    var payload = (ObjectNode) Json.MAPPER.readTree(SampleEvents.read("PushShard", "first-call"));
    int calls = 0;
    boolean finished = false;
    while (!finished) {
      JsonNode answer =
          LambdaRuntime.call(
              handler(), Json.MAPPER.writeValueAsBytes(payload), new TestContext("i", 4_000));
      finished = answer.path("finished").asBoolean();
      payload.set("progress", answer.path("progress"));
      calls++;
    }

    // Three of four seconds are for posting, at a hundred posts a second.
    assertThat(calls).isEqualTo(4);
    assertThat(posts).hasSize(1_000).doesNotHaveDuplicates();
    assertThat(payload.path("progress").path("outcomes").path("delivered").asInt())
        .isEqualTo(1_000);
  }

  @Test
  void handleRequest_missingResponses_areLeftPendingBeforeLambdaEndsTheCall() throws IOException {
    endpoint = id -> null;

    JsonNode answer = call("first-call");

    assertThat(answer.path("finished").asBoolean()).isFalse();
    assertThat(answer.path("progress").path("pending").asText()).isEqualTo("0-9");
    assertThat(answer.path("progress").path("offset").asInt()).isEqualTo(10);
    assertThat(time.nanos()).isLessThanOrEqualTo(Duration.ofSeconds(297).toNanos());
  }

  @Test
  void handleRequest_refused_isLoggedBriefly() throws IOException {
    endpoint = id -> PostResult.ofStatus(403);

    JsonNode answer = call("first-call");

    assertThat(answer.path("progress").path("outcomes").path("refused").asInt()).isEqualTo(10);
    assertThat(context.log())
        .hasSize(2)
        .first()
        .isEqualTo(
            "[ERROR] "
                + SHARD
                + ": 10 posts refused: c0 (status 403), c1 (status 403), c2 (status 403), …; check"
                + " CONNECTIONS_ENDPOINT and execute-api:ManageConnections");
    assertThat(context.log().get(1)).endsWith(" ms, 10 refused, finished");
  }

  @Test
  void handleRequest_whilePosting_keepsNoObjectOpen() throws IOException {
    var watched = new WatchedBucket();
    endpoint =
        id -> {
          assertThat(watched.open).isZero();
          return PostResult.ACCEPTED;
        };
    var handler =
        new PushShardHandler(
            new ShardPusher(
                watched, new RecordingTransport(), permits, ProgressLog.NONE, config, time));

    LambdaRuntime.call(handler, SampleEvents.read("PushShard", "first-call"), context);

    assertThat(posts).hasSize(10);
  }

  @Test
  void handleRequest_shardMissing_failsWithItsKey() {
    assertThatThrownBy(() -> callWith("00000.jsonl", "00001.jsonl"))
        .isInstanceOf(MissingObjectException.class)
        .hasMessageContaining("shards/first/00001.jsonl");
  }

  @Test
  void handleRequest_payloadWithARate_isAccepted() throws IOException {
    assertThat(call("own-rate").path("finished").asBoolean()).isTrue();
  }

  @Test
  void handleRequest_payloadFromBeforeRates_isAccepted() throws IOException {
    assertThat(callWith("\"rate\": null,", "").path("finished").asBoolean()).isTrue();
  }

  @Test
  void handleRequest_payloadWithoutPushers_isRefused() {
    assertThatThrownBy(() -> callWith("\"pushers\": 4,", "")).hasMessageContaining("pushers");
  }

  @Test
  void new_noVariables_reportsAllThatAreMissing() {
    var failure =
        catchThrowableOfType(ConfigurationException.class, () -> new PushWiring(Map.of()).pusher());

    assertThat(failure.problems())
        .extracting(problem -> problem.split(" ", 2)[0])
        .containsExactly(
            "BROADCAST_BUCKET",
            "CONNECTIONS_ENDPOINT",
            "PERMITS_TABLE",
            "PROGRESS_TABLE",
            "RETENTION_DAYS",
            "TRANSPORT",
            "ACCOUNT_POST_RATE",
            "POST_RATE_PERCENT",
            "CLIENT_RATE_PERCENT",
            "POSTS_IN_FLIGHT",
            "POST_ATTEMPTS",
            "YOUNG_SECONDS");
  }

  private JsonNode call(String sample) throws IOException {
    return LambdaRuntime.call(handler(), SampleEvents.read("PushShard", sample), context);
  }

  /** The first call's event, with a part of it replaced. */
  private JsonNode callWith(String part, String replacement) throws IOException {
    String sample =
        new String(SampleEvents.read("PushShard", "first-call"), StandardCharsets.UTF_8);
    assertThat(sample).contains(part);
    byte[] event = sample.replace(part, replacement).getBytes(StandardCharsets.UTF_8);
    return LambdaRuntime.call(handler(), event, context);
  }

  private PushShardHandler handler() {
    return handler(bucket);
  }

  private PushShardHandler handler(BroadcastBucket bucket) {
    return new PushShardHandler(
        new ShardPusher(bucket, new RecordingTransport(), permits, ProgressLog.NONE, config, time));
  }

  private final class RecordingTransport implements Transport {
    @Override
    public Poster prepare(byte[] message) {
      String text = new String(message, StandardCharsets.UTF_8);
      return time.poster(
          id -> {
            posts.add(id + " " + text);
            return endpoint.apply(id);
          },
          LATENCY);
    }

    @Override
    public void close() {
      // Holds no resources.
    }
  }

  /** A bucket in which the first reads of the cancel flag fail. */
  private final class BlindBucket extends ForwardingBucket {
    private int fails;

    private BlindBucket(int fails) {
      super(bucket);
      this.fails = fails;
    }

    @Override
    public InputStream open(String key) {
      if (key.endsWith("/cancel") && fails-- > 0) {
        throw new IllegalStateException("503 SlowDown");
      }
      return super.open(key);
    }
  }

  /** A bucket that counts the objects being read. */
  private final class WatchedBucket extends ForwardingBucket {
    private int open;

    private WatchedBucket() {
      super(bucket);
    }

    @Override
    public InputStream open(String key) {
      var object = super.open(key);
      open++;
      return new FilterInputStream(object) {
        @Override
        public void close() {
          open--;
        }
      };
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
