package dev.fanfare.tests.flow;

import dev.fanfare.local.StackSettings;
import dev.fanfare.tests.project.Project;
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
                Handler: dev.fanfare.plan.PlanShardsHandler
                MemorySize: 1024
          """,
          "      Timeout: 300\n",
          "      Timeout: 3\n");
    }
  };

  private final Map<String, String> parameters;

  StackKind(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  Path template() {
    return Project.FOLDER.resolve("template.yaml");
  }

  StackSettings settings() {
    return StackSettings.of(template()).withParameters(parameters);
  }
}
