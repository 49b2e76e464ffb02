package dev.fanfare.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.request.CompactJson;
import dev.fanfare.text.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request as the page shows it: the message, and the other fields with long lists shortened. */
final class RequestText {
  private static final int MAX_MESSAGE_LENGTH = 4_096;
  private static final int MAX_LIST_SIZE = 20;

  private final Supplier<Optional<byte[]>> stored;
  private @Nullable String message;
  private @Nullable JsonNode rest;

  /**
   * @param stored reads the request; called until the request exists, because it never changes
   *     afterwards
   */
  RequestText(Supplier<Optional<byte[]>> stored) {
    this.stored = stored;
  }

  /** Returns the message, cut if it is long; null if there is no message or no request. */
  synchronized @Nullable String message() {
    read();
    return message;
  }

  /** Returns all fields except the data; null if there is no request. */
  synchronized @Nullable JsonNode rest() {
    read();
    return rest;
  }

  private void read() {
    if (rest == null) {
      stored.get().ifPresent(bytes -> take(new String(bytes, StandardCharsets.UTF_8)));
    }
  }

  private void take(String json) {
    try {
      if (Json.MAPPER.readTree(json) instanceof ObjectNode fields) {
        message = CompactJson.field(json, "data").map(RequestText::truncate).orElse(null);
        fields.remove("data");
        fields.properties().forEach(field -> field.setValue(shortened(field.getValue())));
        rest = fields;
      }
    } catch (JsonProcessingException e) {
      // The object is not a request. The broadcast fails, and its cause says why.
      rest = Json.MAPPER.createObjectNode();
    }
  }

  private static String truncate(String text) {
    return text.length() <= MAX_MESSAGE_LENGTH
        ? text
        : text.substring(0, MAX_MESSAGE_LENGTH)
            + " … and "
            + (text.length() - MAX_MESSAGE_LENGTH)
            + " more";
  }

  private static JsonNode shortened(JsonNode value) {
    if (!value.isArray() || value.size() <= MAX_LIST_SIZE) {
      return value;
    }
    var first = Json.MAPPER.createArrayNode();
    for (int at = 0; at < MAX_LIST_SIZE; at++) {
      first.add(value.get(at));
    }
    return first.add("… and " + (value.size() - MAX_LIST_SIZE) + " more");
  }
}
