package dev.fanfare.cli.broadcasts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.request.CompactJson;
import dev.fanfare.request.RequestReader;
import dev.fanfare.text.Json;
import dev.fanfare.text.JsonFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A request that is being written, field by field. What is to be sent stays as it was given, digit
 * by digit; a draft never changes, it is drawn up anew.
 */
public final class RequestDraft {
  private static final String DATA = "data";
  private static final String ONE_VALUE =
      "must be one JSON value; a text stands in quotes, as in '\"hello\"'";

  /** Those that say who is meant. */
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

  /** All but the data. */
  private final ObjectNode fields;

  private final Optional<String> data;

  private RequestDraft(ObjectNode fields, Optional<String> data) {
    this.fields = fields;
    this.data = data;
  }

  /** A draft with nothing in it. */
  public static RequestDraft empty() {
    return new RequestDraft(Json.MAPPER.createObjectNode(), Optional.empty());
  }

  /**
   * A draft from a whole request.
   *
   * @throws InvalidRequestException when it breaks a rule
   */
  public static RequestDraft of(byte[] json) {
    RequestReader.read(json);
    String text = CompactJson.withoutMark(new String(json, StandardCharsets.UTF_8));
    try {
      var fields = (ObjectNode) Json.MAPPER.readTree(text);
      fields.remove(DATA);
      return new RequestDraft(fields, CompactJson.field(text, DATA));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request that was read is JSON", e);
    }
  }

  /** The same with a field set. */
  public RequestDraft with(String field, Object value) {
    ObjectNode changed = fields.deepCopy();
    changed.set(field, Json.MAPPER.valueToTree(value));
    return new RequestDraft(changed, data);
  }

  /**
   * The same with something else to send.
   *
   * @throws InvalidRequestException when the text is not one JSON value
   */
  public RequestDraft withData(String json) {
    return new RequestDraft(fields, Optional.of(oneValue(CompactJson.withoutMark(json))));
  }

  /** What follows a first value would become fields of the request. */
  private static String oneValue(String json) {
    try (var parser = Json.MAPPER.createParser(json)) {
      if (parser.nextToken() != null) {
        parser.skipChildren();
        if (parser.nextToken() == null) {
          return json;
        }
      }
    } catch (JsonProcessingException e) {
      throw new InvalidRequestException(DATA, json, ONE_VALUE + ": " + JsonFault.told(e));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
    throw new InvalidRequestException(DATA, json, ONE_VALUE);
  }

  /** The same for everyone: without any field that says who is meant. */
  public RequestDraft forEveryone() {
    ObjectNode changed = fields.deepCopy();
    changed.remove(List.of(AUDIENCE));
    return new RequestDraft(changed, data);
  }

  public Optional<String> id() {
    return Optional.ofNullable(fields.get("id")).map(JsonNode::textValue);
  }

  /** A field other than the data, if it is set. */
  public Optional<JsonNode> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /**
   * The request as it stands.
   *
   * @throws InvalidRequestException when it breaks a rule
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
