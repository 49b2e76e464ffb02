package dev.fanfare.cli.broadcasts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.cli.broadcasts.shards.ShardRanking;
import dev.fanfare.cli.broadcasts.shards.ShardRows;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.tables.ProgressRow;
import dev.fanfare.text.Json;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is known about one broadcast.
 *
 * @param report {@code report.json} of the latest round; empty if it is not written yet or has
 *     expired
 * @param shards the slowest shards, and those with an error
 */
public record BroadcastDetails(
    Broadcast broadcast,
    Progress progress,
    Optional<JsonNode> report,
    List<Step> steps,
    List<MapRun> mapRuns,
    ShardRanking shards) {

  /**
   * @param shards maximum number of slowest shards, and of shards with an error
   */
  public static BroadcastDetails of(
      DeployedStack stack, Broadcast broadcast, Clock clock, int shards) {
    var history = new History(stack.states(), broadcast.executionArn(), false);
    var meter = new ProgressMeter(stack, broadcast, clock);
    Progress progress = meter.read();
    return new BroadcastDetails(
        meter.broadcast(),
        progress,
        new BroadcastFiles(stack, broadcast.id()).report(),
        Step.of(history.rest()),
        MapRun.of(stack.states(), broadcast.executionArn()),
        ShardRanking.of(new ShardRows(stack).of(broadcast.id()), shards));
  }

  /** Returns the output of {@code --json}. */
  public ObjectNode json() {
    ObjectNode json = broadcast.json();
    json.set("progress", Json.MAPPER.valueToTree(progress));
    json.set("report", report.orElse(null));
    json.set("steps", Json.MAPPER.valueToTree(steps));
    json.set("mapRuns", Json.MAPPER.valueToTree(mapRuns));
    json.set("slowestShards", shardsJson(shards.slowest()));
    json.set("troubledShards", shardsJson(shards.troubled()));
    return json;
  }

  private static JsonNode shardsJson(List<ProgressRow> rows) {
    var list = Json.MAPPER.createArrayNode();
    rows.forEach(row -> list.add(shardJson(row)));
    return list;
  }

  /** Returns one shard in the output of {@code --json}. */
  public static ObjectNode shardJson(ProgressRow row) {
    ObjectNode json =
        Json.MAPPER
            .createObjectNode()
            .put("round", row.shard().round())
            .put("shard", row.shard().index())
            .put("shardKey", row.shard().shardKey())
            .put("execution", row.shard().execution())
            .put("connections", row.shard().connections())
            .put("startedAt", row.startedAt())
            .put("updatedAt", row.state().updatedAt())
            .put("calls", row.calls())
            .put("posts", row.state().posts())
            .put("finished", row.state().finished())
            .put("trouble", row.state().trouble());
    json.set("outcomes", Json.MAPPER.valueToTree(row.state().books().words()));
    return json;
  }
}
