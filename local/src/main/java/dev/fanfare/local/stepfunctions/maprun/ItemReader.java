package dev.fanfare.local.stepfunctions.maprun;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fanfare.local.stepfunctions.definition.ItemSource;
import dev.fanfare.local.stepfunctions.objects.ObjectStore;
import dev.fanfare.local.stepfunctions.objects.ObjectStoreException;
import dev.fanfare.local.stepfunctions.objects.StoredObject;
import dev.fanfare.local.stepfunctions.query.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a Map's items from S3.
 *
 * @param keyOrPrefix the prefix of a listing, or the key of an object
 * @param maxItems the maximum number of items
 */
public record ItemReader(
    ItemSource.Reader.Kind kind, String bucket, String keyOrPrefix, long maxItems) {

  /** Thrown if the items cannot be read; the message is for {@code States.ItemReaderFailed}. */
  public static final class UnreadableException extends RuntimeException {
    UnreadableException(String message) {
      super(message);
    }

    UnreadableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The name of the source in the context object. */
  public String source() {
    return kind == ItemSource.Reader.Kind.LISTING
        ? "S3://" + bucket
        : "S3://" + bucket + "/" + keyOrPrefix;
  }

  /** Reads the items. Blocks. */
  public List<Object> read(ObjectStore objects) {
    if (maxItems < 1) {
      throw new UnreadableException("field MaxItems must be positive");
    }
    try {
      return switch (kind) {
        case LISTING ->
            objects.list(bucket, keyOrPrefix, maxItems).stream().map(ItemReader::item).toList();
        case JSON -> first(array(text(objects)));
        case JSON_LINES -> first(lines(text(objects)));
      };
    } catch (ObjectStoreException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()), e);
    } catch (JsonProcessingException e) {
      throw new UnreadableException(
          "Unable to parse " + source() + ": " + e.getOriginalMessage(), e);
    }
  }

  private String text(ObjectStore objects) {
    return new String(objects.read(bucket, keyOrPrefix), StandardCharsets.UTF_8);
  }

  private static List<?> array(String text) throws JsonProcessingException {
    if (Json.parse(text) instanceof List<?> array) {
      return array;
    }
    throw new UnreadableException("Attempting to map over non-iterable node.");
  }

  private static List<?> lines(String text) throws JsonProcessingException {
    var values = new ArrayList<>();
    for (var line : text.lines().filter(line -> !line.isBlank()).toList()) {
      values.add(Json.parse(line));
    }
    return values;
  }

  private List<Object> first(List<?> values) {
    return List.copyOf(values.subList(0, (int) Math.min(values.size(), maxItems)));
  }

  /** One object of a listing, with AWS's member names. */
  private static Object item(StoredObject object) {
    var item = new LinkedHashMap<String, Object>();
    item.put("Etag", object.etag());
    item.put("Key", object.key());
    item.put("LastModified", object.lastModified().getEpochSecond());
    item.put("Size", object.size());
    item.put("StorageClass", object.storageClass());
    return item;
  }

  /** Creates a reader from the evaluated arguments of a definition. */
  public static ItemReader of(
      ItemSource.Reader source, Map<String, Object> arguments, long maxItems) {
    var argument = source.kind() == ItemSource.Reader.Kind.LISTING ? "Prefix" : "Key";
    return new ItemReader(
        source.kind(),
        String.valueOf(arguments.get("Bucket")),
        String.valueOf(arguments.getOrDefault(argument, "")),
        maxItems);
  }
}
