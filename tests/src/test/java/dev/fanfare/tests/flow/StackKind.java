package dev.fanfare.tests.flow;

import dev.fanfare.local.StackSettings;
import dev.fanfare.local.apigateway.GatewayQuotas;
import dev.fanfare.tests.project.Project;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The stacks that the tests share; starting one takes seconds. */
public enum StackKind {
  /** Ten connections a shard, so that a small crowd makes several; fast otherwise. */
  SMALL_SHARDS(
      Map.of(
          "ShardSize", "10",
          "PushConcurrency", "3",
          "YoungSeconds", "1",
          "NoticeChannels", "notice-*",
          "NoticeIntervalSeconds", "2",
          "MaxRounds", "2",
          "RoundBackoffSeconds", "1")),

  /** Everything that can start a broadcast only if an operator asks for it. */
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
   * Little time for everybody: three quarters of three seconds to plan in, three quarters of four
   * to push in, at 20 posts a second. And patience with the young that outlives that.
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
   * Shards for a crowd of more than a thousand, and rounds enough for whatever befalls it. And a
   * budget so large that a small part of it still is enough: a storm of 429 halves it again and
   * again.
   */
  STORM(
      Map.of(
          "AccountPostRate", "10000",
          "ShardSize", "150",
          "PushConcurrency", "4",
          "YoungSeconds", "1",
          "MaxRounds", "4",
          "RoundBackoffSeconds", "1")),

  /** Posts for all broadcasts together so few that it shows who makes them. */
  PACED(
      Map.of(
          "AccountPostRate", "100",
          "PostRatePercent", "100",
          "ShardSize", "100",
          "PushConcurrency", "2",
          "YoungSeconds", "1")),

  /** Clients must prove who they are, and come from one of two pages. */
  TOKENS(
      Map.of(
          "Authentication",
          "tokens",
          "AllowedOrigins",
          "https://example.org, http://127.0.0.1:" + AllowedPage.PORT)),

  /** Actions that take a message a second, and fewer pushers reserved than a broadcast has. */
  GUARDED(
      Map.of(
          "ActionRate", "1",
          "ActionBurst", "20",
          "ReservedForPushing", "1",
          "ReservedForConnecting", "30",
          "ShardSize", "10",
          "PushConcurrency", "3",
          "YoungSeconds", "1")) {
    /** Pushers that are at work at the same time. */
    @Override
    GatewayQuotas quotas() {
      return super.quotas().withPostLatency(Duration.ofMillis(300));
    }
  },

  /** A second round that nobody would wait for. */
  PATIENT(
      Map.of(
          "ShardSize", "10",
          "PushConcurrency", "3",
          "YoungSeconds", "1",
          "MaxRounds", "2",
          "RoundBackoffSeconds", "3600")),

  /**
   * Nobody has broadcast for weeks: every function of the state machine has lost its snapshot. A
   * rebuild takes a minute, and twenty seconds pass in one.
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

  /** The account may post less than we were told, and there is but one round. */
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

  /** Environments of a function: each costs a start, and two cores do not use more at once. */
  private static final int CONCURRENCY = 4;

  private final Map<String, String> parameters;

  StackKind(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  Path template() {
    return Project.FOLDER.resolve("template.yaml");
  }

  /** Those of a new account, but that a crowd may connect at once. */
  GatewayQuotas quotas() {
    return GatewayQuotas.DEFAULT.withConnects(5_000, 5_000);
  }

  StackSettings settings() {
    return StackSettings.of(template())
        .withParameters(parameters)
        .withQuotas(quotas())
        .withConcurrency(CONCURRENCY);
  }
}
