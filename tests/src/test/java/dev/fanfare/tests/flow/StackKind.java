package dev.fanfare.tests.flow;

import dev.fanfare.local.StackSettings;
import dev.fanfare.tests.Checkout;
import java.nio.file.Path;
import java.util.Map;

/** The stacks that the tests share; starting one takes seconds. */
enum StackKind {
  /** Ten connections a shard, so that a small crowd makes several; fast otherwise. */
  SMALL_SHARDS(
      Map.of(
          "ShardSize", "10",
          "PushConcurrency", "3",
          "YoungSeconds", "1",
          "MaxRounds", "2",
          "RoundBackoffSeconds", "1")),

  /**
   * Posts so slowly that a pusher's time is up after 60 of them, and so patient with the young that
   * they outlive that.
   */
  SLOW_POSTS(
      Map.of(
          "AccountPostRate", "20",
          "PostRatePercent", "100",
          "PushTimeoutSeconds", "4",
          "ShardSize", "100",
          "PushConcurrency", "1",
          "YoungSeconds", "30")),

  /** A planner with three quarters of two seconds to read in. */
  SHORT_PLANNING(Map.of("ShardSize", "10", "PushConcurrency", "3")) {
    @Override
    Path template() {
      return Checkout.template(
          "      Timeout: 300\n      Role: !GetAtt PlanShardsRole.Arn",
          "      Timeout: 2\n      Role: !GetAtt PlanShardsRole.Arn");
    }
  };

  private final Map<String, String> parameters;

  StackKind(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  Path template() {
    return Checkout.template();
  }

  StackSettings settings() {
    return StackSettings.of(template()).withParameters(parameters);
  }
}
