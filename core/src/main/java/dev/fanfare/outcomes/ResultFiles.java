package dev.fanfare.outcomes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files that Step Functions' ResultWriter wrote for one Map Run: a manifest, and lists of the
 * children that succeeded, failed, or never started. Reads one child at a time.
 */
final class ResultFiles implements AutoCloseable {
  private static final String SUCCEEDED = "SUCCEEDED";
  private static final List<String> KINDS = List.of(SUCCEEDED, "FAILED", "PENDING");

  private final BroadcastBucket bucket;
  private final Deque<ResultFile> files = new ArrayDeque<>();
  private @Nullable InputStream open;
  private MappingIterator<JsonNode> children = MappingIterator.emptyIterator();
  private boolean isOfSuccess;

  private record ResultFile(String key, boolean isOfSuccess) {}

  /**
   * @throws BroadcastBucket.MissingObjectException if there is no manifest under this key
   */
  ResultFiles(BroadcastBucket bucket, String manifestKey) throws IOException {
    this.bucket = bucket;
    try (var manifest = bucket.open(manifestKey)) {
      JsonNode listed = Json.MAPPER.readTree(manifest).path("ResultFiles");
      for (String kind : KINDS) {
        for (JsonNode file : listed.path(kind)) {
          files.add(new ResultFile(file.path("Key").asText(), kind.equals(SUCCEEDED)));
        }
      }
    }
  }

  /**
   * @return the result of the next child's shard, or null at the end
   */
  @Nullable ShardResult next() throws IOException {
    JsonNode child = nextChild();
    if (child == null) {
      return null;
    }
    return isOfSuccess ? succeeded(child) : failed(child);
  }

  /**
   * @return the next child as written by Step Functions, or null at the end
   */
  @Nullable JsonNode nextChild() throws IOException {
    while (!children.hasNextValue()) {
      close();
      if (files.isEmpty()) {
        return null;
      }
      openNext(files.remove());
    }
    return children.nextValue();
  }

  /** The key of the shard in a child's input. */
  static String shardKey(JsonNode child) throws IOException {
    return Json.MAPPER.readTree(child.path("Input").asText()).path("shardKey").asText();
  }

  private void openNext(ResultFile file) throws IOException {
    InputStream opened = bucket.open(file.key());
    open = opened;
    children = Json.MAPPER.readerFor(JsonNode.class).readValues(opened);
    isOfSuccess = file.isOfSuccess();
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  private static ShardResult succeeded(JsonNode child) throws IOException {
    return Json.MAPPER.readValue(child.path("Output").asText(), ShardResult.class);
  }

  private static ShardResult failed(JsonNode child) throws IOException {
    String error = child.path("Error").asText("");
    return ShardResult.unknown(
        shardKey(child),
        "the child execution "
            + child.path("Name").asText()
            + " ended "
            + child.path("Status").asText()
            + (error.isEmpty() ? "" : " with " + error));
  }
}
