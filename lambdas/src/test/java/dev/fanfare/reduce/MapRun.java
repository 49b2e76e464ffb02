package dev.fanfare.reduce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.text.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The result files of one Map Run, as Step Functions' ResultWriter writes them. */
public final class MapRun {
  private static final String ARN = "arn:aws:states:us-east-1:123456789012:";

  private final String prefix;
  private final Map<String, ArrayNode> files = new LinkedHashMap<>();
  private final Map<String, List<String>> filesByKind = new LinkedHashMap<>();

  /**
   * @param prefix the prefix of the files, which contains the Map Run's id
   */
  public MapRun(String prefix) {
    this.prefix = prefix;
    List.of("FAILED", "PENDING", "SUCCEEDED")
        .forEach(kind -> filesByKind.put(kind, new ArrayList<>()));
  }

  public static MapRun ofBroadcast(String id) {
    return new MapRun("broadcasts/" + id + "/outcomes/3c39a231-69bb-3d89-8607-9e124eddbb0b/");
  }

  /** Adds a shard that was pushed completely. */
  public MapRun finished(String shardKey, Progress progress) {
    var output = Json.MAPPER.createObjectNode().put("shardKey", shardKey).put("finished", true);
    output.set("progress", Json.MAPPER.valueToTree(progress));
    return succeeded(shardKey, output);
  }

  /** Adds a shard that the state machine left unfinished. */
  public MapRun unfinished(String shardKey, Progress progress, String trouble) {
    var output = Json.MAPPER.createObjectNode().put("shardKey", shardKey).put("finished", false);
    output.set("progress", Json.MAPPER.valueToTree(progress));
    return succeeded(shardKey, output.put("trouble", trouble));
  }

  /** Adds a child execution that failed as a whole. */
  public MapRun failed(String shardKey, String error) {
    child("FAILED", shardKey).put("Error", error).put("Cause", "").put("Status", "FAILED");
    return this;
  }

  MapRun timedOut(String shardKey) {
    child("FAILED", shardKey).put("Status", "TIMED_OUT");
    return this;
  }

  /** Adds a child execution that never started. */
  MapRun pending(String shardKey) {
    child("PENDING", shardKey).put("Status", "PENDING");
    return this;
  }

  /** Puts the following results into new files. */
  MapRun nextFile() {
    filesByKind.values().forEach(keys -> keys.add(""));
    return this;
  }

  /**
   * @return the manifest's key
   */
  public ResultLocation write(MemoryBucket bucket) {
    var manifest =
        Json.MAPPER
            .createObjectNode()
            .put("DestinationBucket", "fanfare")
            .put("MapRunArn", ARN + "mapRun:fanfare-broadcast/PushShards:3c39a231");
    var resultFiles = manifest.putObject("ResultFiles");
    filesByKind.forEach(
        (kind, keys) -> {
          var list = resultFiles.putArray(kind);
          keys.stream()
              .filter(files::containsKey)
              .forEach(key -> list.addObject().put("Key", key).put("Size", 1));
        });
    files.forEach((key, children) -> bucket.write(key, children.toString()));
    String key = prefix + "manifest.json";
    bucket.write(key, manifest.toString());
    return new ResultLocation("fanfare", key);
  }

  private MapRun succeeded(String shardKey, ObjectNode output) {
    child("SUCCEEDED", shardKey)
        .put("Output", output.toString())
        .put("Status", "SUCCEEDED")
        .putObject("OutputDetails")
        .put("Included", true);
    return this;
  }

  private ObjectNode child(String kind, String shardKey) {
    var keys = filesByKind.get(kind);
    if (keys.isEmpty() || keys.get(keys.size() - 1).isEmpty()) {
      long number = keys.stream().filter(files::containsKey).count();
      keys.add(prefix + kind + "_" + number + ".json");
    }
    var children =
        files.computeIfAbsent(keys.get(keys.size() - 1), key -> Json.MAPPER.createArrayNode());
    String name = "child-" + children.size();
    var child =
        children
            .addObject()
            .put("ExecutionArn", ARN + "execution:fanfare-broadcast/PushShards:" + name)
            .put(
                "Input",
                Json.MAPPER
                    .createObjectNode()
                    .put("shardKey", shardKey)
                    .putNull("progress")
                    .toString())
            .put("Name", name)
            .put("RedriveCount", 0)
            .put("RedriveStatus", "NOT_REDRIVABLE")
            .put("StartDate", "2026-11-22T08:00:01.000Z")
            .put("StateMachineArn", ARN + "stateMachine:fanfare-broadcast/PushShards")
            .put("StopDate", "2026-11-22T08:00:02.000Z");
    child.putObject("InputDetails").put("Included", true);
    return child;
  }
}
