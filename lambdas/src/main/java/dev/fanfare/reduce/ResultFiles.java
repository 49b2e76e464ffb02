package dev.fanfare.reduce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.config.Json;
import java.io.IOException;

/**
 * The files that Step Functions' ResultWriter has written for one Map Run: a manifest, and lists of
 * the children that succeeded, failed, and never began. Read one child at a time.
 */
final class ResultFiles {
  private final BroadcastBucket bucket;

  ResultFiles(BroadcastBucket bucket) {
    this.bucket = bucket;
  }

  /** Takes one shard's result. */
  interface Sink {
    void accept(ShardResult result) throws IOException;
  }

  void read(String manifestKey, Sink sink) throws IOException {
    JsonNode files;
    try (var manifest = bucket.open(manifestKey)) {
      files = Json.MAPPER.readTree(manifest).path("ResultFiles");
    }
    for (JsonNode file : files.path("SUCCEEDED")) {
      readFile(file, child -> sink.accept(succeeded(child)));
    }
    for (String kind : new String[] {"FAILED", "PENDING"}) {
      for (JsonNode file : files.path(kind)) {
        readFile(file, child -> sink.accept(failed(child)));
      }
    }
  }

  private interface Child {
    void accept(JsonNode child) throws IOException;
  }

  private void readFile(JsonNode file, Child each) throws IOException {
    try (var children = bucket.open(file.path("Key").asText());
        MappingIterator<JsonNode> list =
            Json.MAPPER.readerFor(JsonNode.class).readValues(children)) {
      while (list.hasNext()) {
        each.accept(list.next());
      }
    }
  }

  private static ShardResult succeeded(JsonNode child) throws IOException {
    return Json.MAPPER.readValue(child.path("Output").asText(), ShardResult.class);
  }

  private static ShardResult failed(JsonNode child) throws IOException {
    JsonNode input = Json.MAPPER.readTree(child.path("Input").asText());
    String error = child.path("Error").asText("");
    return ShardResult.unknown(
        input.path("shardKey").asText(),
        "the child execution "
            + child.path("Name").asText()
            + " ended "
            + child.path("Status").asText()
            + (error.isEmpty() ? "" : " with " + error));
  }
}
