package dev.fanfare.tests.mirror;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Damages that make the states for the only shard differ from the Map's, for {@link DriftTest}. */
final class OnlyShardDamages {
  private OnlyShardDamages() {}

  static Stream<Arguments> all() {
    return Stream.of(
        arguments(
            Rule.THE_ONLY_SHARD_IS_PUSHED_LIKE_ANY_OTHER,
            Blueprint.DEFINITION,
            "\n          \"MaxAttempts\": 2,",
            "\n          \"MaxAttempts\": 3,",
            "state PushOnlyShard: its Retry must be as in PushShard: "),
        arguments(
            Rule.THE_ONLY_SHARD_IS_PUSHED_LIKE_ANY_OTHER,
            Blueprint.DEFINITION,
            "          \"Next\": \"ReduceOutcomes\"\n        }\n      ],\n      \"Default\": \"PushOnlyShard\"",
            "          \"Next\": \"PushShards\"\n        }\n      ],\n      \"Default\": \"PushOnlyShard\"",
            "state IsOnlyShardFinished: its Choices must be as in IsShardFinished: "),
        arguments(
            Rule.THE_ONLY_SHARD_IS_PUSHED_LIKE_ANY_OTHER,
            Blueprint.DEFINITION,
            "LeaveOnlyShardUnfinished",
            "LeaveItUnfinished",
            "state LeaveShardUnfinished: there is no LeaveOnlyShardUnfinished like it"),
        arguments(
            Rule.THE_ONLY_SHARD_IS_PUSHED_LIKE_ANY_OTHER,
            Blueprint.DEFINITION,
            "IsAnyonePlanned",
            "IsOnlyPlanPlanned",
            "state IsOnlyPlanPlanned: no Map has a IsPlanPlanned"),
        arguments(
            Rule.THE_ONLY_SHARD_IS_TOLD_WHAT_ANY_OTHER_IS,
            Blueprint.DEFINITION,
            "00000.jsonl",
            "0.jsonl",
            "state IsOneShard: its Output must be the ItemSelector of PushShards: {"));
  }
}
