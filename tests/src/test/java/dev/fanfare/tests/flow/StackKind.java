package dev.fanfare.tests.flow;

import dev.fanfare.local.StackSettings;
import dev.fanfare.local.apigateway.GatewayQuotas;
import dev.fanfare.tests.project.Project;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The kinds of stack that tests share. Sharing saves time, because starting a stack takes seconds.
 */
public enum StackKind {
  /** Ten connections a shard, so that few clients make several shards; otherwise fast. */
  SMALL_SHARDS(
      Map.of(
          "ShardSize", "10",
          "PushConcurrency", "3",
          "YoungSeconds", "1",
          "NoticeChannels", "notice-*",
          "NoticeIntervalSeconds", "2",
          "MaxRounds", "2",
          "RoundBackoffSeconds", "1")),

  /** Enables every optional source of broadcasts. */
  ALL_SOURCES(
      Map.of(
          "TopicDelivery", "function",
          "ChangesStreamArn",
              "arn:aws:dynamodb:eu-central-2:000000000000:table/orders/stream/some-label",
          "ChangesFields", "price,state",
          "DirectLimit", "5",
          "YoungSeconds", "1",
          "MaxRounds", "2",
          "RoundBackoffSeconds", "1")),

  /**
   * Little time for each function: three quarters of three seconds to plan, and three quarters of
   * four seconds to push, at 20 posts a second. YoungSeconds is longer than both.
   */
  HURRIED(
      Map.of(
          "AccountPostRate", "20",
          "PostRatePercent", "100",
          "PushTimeoutSeconds", "4",
          "ShardSize", "100",
          "PushConcurrency", "1",
          "YoungSeconds", "30")) {
    @Override
    Path template() {
      return ChangedTemplate.of(
          """
                Handler: dev.fanfare.handlers.PlanShardsHandler
                MemorySize: 1024
          """,
          "      Timeout: 300\n",
          "      Timeout: 3\n");
    }
  },

  /**
   * Shards for more than a thousand clients, and enough rounds for any fault. The budget is so
   * large that a small part of it suffices, because a storm of 429 halves it again and again.
   */
  STORM(
      Map.of(
          "AccountPostRate", "10000",
          "ShardSize", "150",
          "PushConcurrency", "4",
          "YoungSeconds", "1",
          "MaxRounds", "4",
          "RoundBackoffSeconds", "1")),

  /** So few posts for all broadcasts together that their shares become visible. */
  PACED(
      Map.of(
          "AccountPostRate", "100",
          "PostRatePercent", "100",
          "ShardSize", "100",
          "PushConcurrency", "2",
          "YoungSeconds", "1")),

  /** Clients must prove their identity and come from one of two origins. */
  TOKENS(
      Map.of(
          "Authentication",
          "tokens",
          "AllowedOrigins",
          "https://example.org, http://127.0.0.1:" + AllowedPage.PORT)),

  /** Actions that accept one message a second, and fewer reserved pushers than a broadcast uses. */
  GUARDED(
      Map.of(
          "ActionRate", "1",
          "ActionBurst", "20",
          "ReservedForPushing", "1",
          "ReservedForConnecting", "30",
          "ShardSize", "10",
          "PushConcurrency", "3",
          "YoungSeconds", "1")) {
    /** Slow posts, so that pushers run at the same time. */
    @Override
    GatewayQuotas quotas() {
      return super.quotas().withPostLatency(Duration.ofMillis(300));
    }
  },

  /** A second round that comes too late for a test to wait for. */
  PATIENT(
      Map.of(
          "ShardSize", "10",
          "PushConcurrency", "3",
          "YoungSeconds", "1",
          "MaxRounds", "2",
          "RoundBackoffSeconds", "3600")),

  /**
   * No broadcast has run for weeks: every function of the state machine has lost its snapshot. A
   * rebuild takes a minute. The clock runs at twenty times its normal pace.
   */
  QUIET_FOR_WEEKS(
      Map.of(
          "ShardSize", "10",
          "PushConcurrency", "3",
          "YoungSeconds", "1",
          "MaxRounds", "1")) {
    @Override
    StackSettings settings() {
      var rebuild = Duration.ofSeconds(3);
      return super.settings()
          .withPace(20)
          .withSnapshotRebuilds(
              Map.of(
                  "PlanShards", rebuild,
                  "PushShard", rebuild,
                  "ReduceOutcomes", rebuild,
                  "PruneStale", rebuild));
    }
  },

  /** The account allows fewer posts than the template says, and there is only one round. */
  THROTTLED(
      Map.of(
          "AccountPostRate", "1000",
          "PostRatePercent", "100",
          "ShardSize", "200",
          "PushConcurrency", "3",
          "YoungSeconds", "1",
          "MaxRounds", "1")) {
    @Override
    GatewayQuotas quotas() {
      return super.quotas().withRequests(300, 100);
    }
  };

  /**
   * The maximum number of environments of a function: each takes time to start, and two cores
   * cannot use more at once.
   */
  private static final int CONCURRENCY = 4;

  private final Map<String, String> parameters;

  StackKind(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  Path template() {
    return Project.FOLDER.resolve("template.yaml");
  }

  /** The quotas of a new account, except that many clients may connect at once. */
  GatewayQuotas quotas() {
    return GatewayQuotas.DEFAULT.withConnects(5_000, 5_000);
  }

  StackSettings settings() {
    return StackSettings.of(template())
        .withParameters(parameters)
        .withQuotas(quotas())
        // A client that vanishes leaves a stale row, as when AWS loses its event.
        .withLostDisconnects()
        .withConcurrency(CONCURRENCY);
  }
}
