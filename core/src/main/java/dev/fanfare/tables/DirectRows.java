package dev.fanfare.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.fanfare.text.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Converts rows of directly posted broadcasts to and from DynamoDB items; see {@link DirectRow}.
 */
public final class DirectRows {
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private DirectRows() {}

  /** The key of a broadcast's own row. */
  public static Map<String, AttributeValue> key(String broadcastId) {
    return key(broadcastId, DirectRow.SHARD);
  }

  private static Map<String, AttributeValue> key(String hash, String range) {
    return Map.of(
        ProgressRow.BROADCAST_ID, AttributeValue.fromS(hash),
        ProgressRow.SHARD, AttributeValue.fromS(range));
  }

  /**
   * A broadcast's own row.
   *
   * @param files packed; null if the files are objects in the bucket
   * @param expiresAt in seconds since the epoch
   */
  public static Map<String, AttributeValue> own(
      String broadcastId, String path, byte @Nullable [] files, long expiresAt) {
    var row = new HashMap<>(key(broadcastId));
    row.put(DirectRow.PATH, AttributeValue.fromS(path));
    row.put(ProgressRow.EXPIRES_AT, AttributeValue.fromN(Long.toString(expiresAt)));
    if (files != null) {
      row.put(DirectRow.FILES, AttributeValue.fromB(SdkBytes.fromByteArray(files)));
    }
    return row;
  }

  /** A row of the list. */
  public static Map<String, AttributeValue> listed(DirectSummary summary, long expiresAt) {
    var startedAt = Instant.parse(summary.startedAt());
    var row =
        new HashMap<>(
            key(DirectRow.partitionOf(summary.id()), DirectRow.entry(startedAt, summary.id())));
    row.put(ProgressRow.EXPIRES_AT, AttributeValue.fromN(Long.toString(expiresAt)));
    try {
      String json = Json.MAPPER.writeValueAsString(summary);
      row.put(DirectRow.SUMMARY, AttributeValue.fromS(json));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a summary is always JSON", e);
    }
    return row;
  }

  /** Reads a row of the list. */
  public static DirectSummary summary(Map<String, AttributeValue> row) {
    try {
      return Json.MAPPER.readValue(RowValues.text(row, DirectRow.SUMMARY), DirectSummary.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a row of the list has no valid summary", e);
    }
  }

  /** Compresses text files: a kilobyte holds the outcomes of a dozen connections. */
  public static byte[] pack(Map<String, String> files) {
    var packed = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(packed)) {
      out.write(Json.MAPPER.writeValueAsString(files).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return packed.toByteArray();
  }

  /** The files in a broadcast's own row; empty if they are objects in the bucket. */
  public static Map<String, String> files(Map<String, AttributeValue> row) {
    var packed = row.get(DirectRow.FILES);
    if (packed == null) {
      return Map.of();
    }
    var bytes = new ByteArrayInputStream(packed.b().asByteArray());
    try (var in = new InflaterInputStream(bytes)) {
      return Json.MAPPER.readValue(new String(in.readAllBytes(), StandardCharsets.UTF_8), TEXTS);
    } catch (IOException e) {
      throw new UncheckedIOException("the files in a row cannot be read", e);
    }
  }
}
