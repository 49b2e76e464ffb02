package dev.fanfare.cli.broadcasts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.request.CompactJson;
import dev.fanfare.request.RequestReader;
import dev.fanfare.text.Json;
import dev.fanfare.text.JsonErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A request that is built field by field. The data keeps its exact text, so that numbers do not
 * change. A draft is immutable: each method returns a new one.
 */
public final class RequestDraft {
  private static final String DATA = "data";
  private static final String ONE_VALUE =
      "must be one JSON value; put a text in quotes, as in '\"hello\"'";

  /** The fields that define the audience. */
  private static final String[] AUDIENCE = {
    "users",
    "channels",
    "filter",
    "percent",
    "percent_from",
    "exclude_users",
    "exclude_connections",
    "resend_of",
    "correct_of"
  };

  /** All fields except the data. */
  private final ObjectNode fields;

  private final Optional<String> data;

  private RequestDraft(ObjectNode fields, Optional<String> data) {
    this.fields = fields;
    this.data = data;
  }

  /** Returns a draft without fields. */
  public static RequestDraft empty() {
    return new RequestDraft(Json.MAPPER.createObjectNode(), Optional.empty());
  }

  /**
   * Returns a draft with the fields of a complete request.
   *
   * @throws InvalidRequestException if the request breaks a rule
   */
  public static RequestDraft of(byte[] json) {
    RequestReader.read(json);
    String text = CompactJson.withoutMark(new String(json, StandardCharsets.UTF_8));
    try {
      var fields = (ObjectNode) Json.MAPPER.readTree(text);
      fields.remove(DATA);
      return new RequestDraft(fields, CompactJson.field(text, DATA));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a valid request is JSON", e);
    }
  }

  /** Returns a copy with one field set. */
  public RequestDraft with(String field, Object value) {
    ObjectNode changed = fields.deepCopy();
    changed.set(field, Json.MAPPER.valueToTree(value));
    return new RequestDraft(changed, data);
  }

  /**
   * Returns a copy with other data.
   *
   * @throws InvalidRequestException if the text is not exactly one JSON value
   */
  public RequestDraft withData(String json) {
    return new RequestDraft(fields, Optional.of(oneValue(CompactJson.withoutMark(json))));
  }

  /** Requires exactly one JSON value. Text after it would become fields of the request. */
  private static String oneValue(String json) {
    try (var parser = Json.MAPPER.createParser(json)) {
      if (parser.nextToken() != null) {
        parser.skipChildren();
        if (parser.nextToken() == null) {
          return json;
        }
      }
    } catch (JsonProcessingException e) {
      throw new InvalidRequestException(DATA, json, ONE_VALUE + ": " + JsonErrors.describe(e));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
    throw new InvalidRequestException(DATA, json, ONE_VALUE);
  }

  /** Returns a copy without the fields that define the audience, which is then everyone. */
  public RequestDraft forEveryone() {
    ObjectNode changed = fields.deepCopy();
    changed.remove(List.of(AUDIENCE));
    return new RequestDraft(changed, data);
  }

  public Optional<String> id() {
    return Optional.ofNullable(fields.get("id")).map(JsonNode::textValue);
  }

  /** Returns the value of a field other than the data, or empty if it is not set. */
  public Optional<JsonNode> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /**
   * Returns the request as JSON.
   *
   * @throws InvalidRequestException if the request breaks a rule
   */
  public byte[] json() {
    String rest = fields.toString();
    String json =
        data.map(value -> "{\"data\":" + value + (fields.isEmpty() ? "}" : "," + rest.substring(1)))
            .orElse(rest);
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    RequestReader.read(bytes);
    return bytes;
  }
}
