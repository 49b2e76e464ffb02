package dev.fanfare.push;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.request.Priority;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the payload and the result of PushShard as JSON. It uses no data binder, because
 * a binder loads six hundred classes and delays a cold start. It is as strict as the binder of the
 * other steps.
 */
public final class PushShardJson {
  private static final JsonFactory JSON = new JsonFactory();

  /** Reads one value; the parser is at its first token. */
  private interface Value<T> {
    T read(JsonParser json, String field) throws IOException;
  }

  private PushShardJson() {}

  /**
   * @throws IOException if the input is not a valid payload; the message names the field
   */
  public static PushShardPayload read(InputStream in) throws IOException {
    try (JsonParser json = JSON.createParser(in)) {
      json.nextToken();
      return payload(json);
    }
  }

  /** A required field that is empty here gets its value below, or {@code require} refuses it. */
  private static PushShardPayload payload(JsonParser json) throws IOException {
    var fields = new Fields(json, "the payload");
    var payload =
        new Object() {
          String broadcastId = "", shardKey = "", messageKey = "";
          @Nullable Long expiresAt;
          int pushers;
          @Nullable String execution;
          @Nullable Integer round, rate;
          @Nullable Priority priority;
          @Nullable Progress progress;
        };
    for (String field = fields.next(); field != null; field = fields.next()) {
      switch (field) {
        case "broadcastId" -> payload.broadcastId = text(json, field);
        case "shardKey" -> payload.shardKey = text(json, field);
        case "messageKey" -> payload.messageKey = text(json, field);
        case "expiresAt" -> payload.expiresAt = orNull(json, field, PushShardJson::number);
        case "pushers" -> payload.pushers = count(json, field);
        case "execution" -> payload.execution = orNull(json, field, PushShardJson::text);
        case "round" -> payload.round = orNull(json, field, PushShardJson::count);
        case "rate" -> payload.rate = orNull(json, field, PushShardJson::count);
        case "priority" -> payload.priority = orNull(json, field, PushShardJson::priority);
        case "progress" -> payload.progress = orNull(json, field, PushShardJson::progress);
        default -> throw unknown(field);
      }
    }
    fields.require("broadcastId", "shardKey", "messageKey", "pushers");
    return new PushShardPayload(
        payload.broadcastId,
        payload.shardKey,
        payload.messageKey,
        payload.expiresAt,
        new PushShardPayload.Pace(payload.pushers, payload.rate, payload.priority),
        new PushShardPayload.Origin(payload.execution, payload.round),
        payload.progress);
  }

  public static void write(PushShardResult result, OutputStream out) throws IOException {
    Progress progress = result.progress();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeBooleanField("finished", result.finished());
      json.writeObjectFieldStart("progress");
      json.writeNumberField("offset", progress.offset());
      json.writeStringField("pending", progress.pending());
      json.writeObjectFieldStart("failures");
      for (var failed : progress.failures().entrySet()) {
        json.writeStringField(Integer.toString(failed.getKey()), failed.getValue());
      }
      json.writeEndObject();
      json.writeObjectFieldStart("outcomes");
      for (var outcome : progress.outcomes().entrySet()) {
        json.writeNumberField(outcome.getKey(), outcome.getValue());
      }
      json.writeEndObject();
      json.writeObjectFieldStart("undelivered");
      for (var lines : progress.undelivered().entrySet()) {
        json.writeStringField(lines.getKey(), lines.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("posts", progress.posts());
      json.writeStringField("latency", progress.latency());
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  private static Progress progress(JsonParser json, String name) throws IOException {
    var fields = new Fields(json, name);
    var progress =
        new Object() {
          int offset;
          String pending = "";
          Map<Integer, String> failures = Map.of();
          Map<String, Long> outcomes = Map.of();
          Map<String, String> undelivered = Map.of();
          long posts;
          String latency = "";
        };
    for (String field = fields.next(); field != null; field = fields.next()) {
      switch (field) {
        case "offset" -> progress.offset = count(json, field);
        case "pending" -> progress.pending = text(json, field);
        case "failures" -> progress.failures = byNumber(map(json, field, PushShardJson::text));
        case "outcomes" -> progress.outcomes = map(json, field, PushShardJson::number);
        case "undelivered" -> progress.undelivered = map(json, field, PushShardJson::text);
        case "posts" -> progress.posts = number(json, field);
        case "latency" -> progress.latency = text(json, field);
        default -> throw unknown(name + "." + field);
      }
    }
    fields.require("offset", "pending", "outcomes", "undelivered", "posts", "latency");
    return new Progress(
        progress.offset,
        progress.pending,
        progress.failures,
        progress.outcomes,
        progress.undelivered,
        progress.posts,
        progress.latency);
  }

  private static <T> Map<String, T> map(JsonParser json, String name, Value<T> value)
      throws IOException {
    var fields = new Fields(json, name);
    var map = new LinkedHashMap<String, T>();
    for (String field = fields.next(); field != null; field = fields.next()) {
      map.put(field, value.read(json, field));
    }
    return map;
  }

  private static Map<Integer, String> byNumber(Map<String, String> map) throws IOException {
    var byNumber = new LinkedHashMap<Integer, String>();
    for (var entry : map.entrySet()) {
      try {
        byNumber.put(Integer.valueOf(entry.getKey()), entry.getValue());
      } catch (NumberFormatException e) {
        throw new IOException("failures." + entry.getKey() + ": its name must be a number", e);
      }
    }
    return byNumber;
  }

  private static <T> @Nullable T orNull(JsonParser json, String field, Value<T> value)
      throws IOException {
    return json.currentToken() == JsonToken.VALUE_NULL ? null : value.read(json, field);
  }

  private static String text(JsonParser json, String field) throws IOException {
    require(json, field, JsonToken.VALUE_STRING, "a string");
    return json.getText();
  }

  private static Priority priority(JsonParser json, String field) throws IOException {
    String word = text(json, field);
    return Priority.of(word)
        .orElseThrow(() -> new IOException(field + " is " + word + ": must be normal or low"));
  }

  private static Long number(JsonParser json, String field) throws IOException {
    require(json, field, JsonToken.VALUE_NUMBER_INT, "a whole number");
    return json.getLongValue();
  }

  private static Integer count(JsonParser json, String field) throws IOException {
    require(json, field, JsonToken.VALUE_NUMBER_INT, "a whole number");
    return json.getIntValue();
  }

  private static void require(JsonParser json, String field, JsonToken token, String what)
      throws IOException {
    if (json.currentToken() != token) {
      throw new IOException(field + " is " + json.getText() + ": it must be " + what);
    }
  }

  private static IOException unknown(String field) {
    return new IOException(field + " is an unknown field of PushShard's payload");
  }

  /** Iterates over the fields of one object. */
  private static final class Fields {
    private final JsonParser json;
    private final String name;
    private final Set<String> seen = new HashSet<>();

    private Fields(JsonParser json, String name) throws IOException {
      this.json = json;
      this.name = name;
      PushShardJson.require(json, name, JsonToken.START_OBJECT, "an object");
    }

    /** Returns the next field's name and moves the parser to its value; null at the end. */
    private @Nullable String next() throws IOException {
      if (json.nextToken() == JsonToken.END_OBJECT) {
        return null;
      }
      String field = json.currentName();
      json.nextToken();
      if (!seen.add(field)) {
        throw new IOException(field + " is given twice in " + name);
      }
      return field;
    }

    private void require(String... fields) throws IOException {
      for (String field : fields) {
        if (!seen.contains(field)) {
          throw new IOException(field + " is missing in " + name);
        }
      }
    }
  }
}
