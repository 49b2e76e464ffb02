package dev.fanfare.sockets.actions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.request.ChannelName;
import dev.fanfare.request.CompactJson;
import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.RefusedException;
import dev.fanfare.text.JsonErrors;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A client's request: the JSON object of one message. As in broadcast requests, an unknown field is
 * an error. Every error names field, value and rule.
 */
public final class ActionRequest {
  static final String ACTION = "action";
  static final String REQUEST_ID = "request_id";
  static final String CHANNEL = "channel";

  /** The known actions, for error messages. */
  private static final List<String> ACTIONS =
      List.of(
          "joinchannel",
          "leavechannel",
          "listchannels",
          "listmembers",
          "countmembers",
          "sendmessage",
          "listmessages",
          "ping");

  static final String KNOWN = "one of the actions " + String.join(", ", ACTIONS);

  private static final int MAX_REQUEST_ID_LENGTH = 64;
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final String text;
  private final ObjectNode fields;

  private ActionRequest(String text, ObjectNode fields) {
    this.text = text;
    this.fields = fields;
  }

  /**
   * @param body the received message; null if there is none
   * @throws RefusedException if the body is not a JSON object
   */
  static ActionRequest parse(@Nullable String body) {
    String text = body == null ? "" : CompactJson.withoutMark(body);
    try {
      if (JSON.readTree(text) instanceof ObjectNode fields) {
        return new ActionRequest(text, fields);
      }
      throw new RefusedException(
          RefusedException.UNKNOWN_ACTION, "message", text, "must be a JSON object with " + KNOWN);
    } catch (JsonProcessingException e) {
      throw new RefusedException(
          RefusedException.UNKNOWN_ACTION,
          "message",
          text,
          "must be JSON, an object with " + KNOWN + ": " + JsonErrors.describe(e));
    } catch (NumberFormatException e) { // JSON does not limit exponents; BigDecimal does.
      throw new RefusedException(
          RefusedException.UNKNOWN_ACTION,
          "message",
          text,
          "must not contain a number with such a large exponent");
    }
  }

  /** Returns the action; empty if it is missing or not a string. */
  String action() {
    return fields.path(ACTION).isTextual() ? fields.get(ACTION).textValue() : "";
  }

  /** Returns the refusal of an action that has no route or that API Gateway cannot read. */
  RuntimeException unroutedAction() {
    JsonNode action = fields.get(ACTION);
    if (ACTIONS.contains(action())) {
      return new InvalidRequestException(
          "message",
          "for the action " + action() + ", but API Gateway cannot read it",
          "must begin with {, without a byte order mark");
    }
    String value = action == null ? "missing" : shown(action);
    String rule =
        action == null ? "must be given: " : action.isTextual() ? "must be " : "must be a string: ";
    return RefusedException.of(RefusedException.UNKNOWN_ACTION, ACTION, value, rule + KNOWN);
  }

  /** Formats a value for an error message; of a nested value, only its kind. */
  private static String shown(JsonNode value) {
    return value.isObject() ? "an object" : value.isArray() ? "a list" : value.toString();
  }

  /** Returns whether there is an action that is short enough to be repeated in a response. */
  boolean hasRepeatableAction() {
    return !action().isEmpty() && action().length() <= MAX_REQUEST_ID_LENGTH;
  }

  /** Returns the client's request id, if it is valid. */
  Optional<String> requestId() {
    return Optional.ofNullable(fields.path(REQUEST_ID).textValue())
        .filter(id -> id.length() <= MAX_REQUEST_ID_LENGTH);
  }

  /**
   * @param known the action's own fields
   * @throws InvalidRequestException if the request has another field or an invalid request id
   */
  void check(List<String> known) {
    var all = new TreeSet<>(known);
    all.add(ACTION);
    all.add(REQUEST_ID);
    for (var field : fields.properties()) {
      if (!all.contains(field.getKey())) {
        throw new InvalidRequestException(
            quote(field.getKey()),
            "an unknown field",
            "known fields are " + String.join(", ", all));
      }
    }
    if (fields.has(REQUEST_ID) && requestId().isEmpty()) {
      throw new InvalidRequestException(
          REQUEST_ID,
          shown(fields.get(REQUEST_ID)),
          "must be a string of at most " + MAX_REQUEST_ID_LENGTH + " characters");
    }
  }

  /**
   * @throws InvalidRequestException if the channel is missing or invalid
   */
  String channel() {
    return ChannelName.check(
        CHANNEL,
        text(CHANNEL)
            .orElseThrow(() -> new InvalidRequestException(CHANNEL, "missing", ChannelName.RULE)));
  }

  /**
   * @throws RefusedException if the client's token does not allow the channel
   */
  public static void checkAllowed(Client client, String channel) {
    if (!client.mayJoin(channel)) {
      throw new RefusedException(
          RefusedException.NOT_ALLOWED, CHANNEL, channel, "must be one that the token allows");
    }
  }

  /** Returns an optional field of any type. */
  Optional<JsonNode> value(String field) {
    return Optional.ofNullable(fields.get(field));
  }

  /**
   * Returns a field's JSON without whitespace; numbers keep their digits.
   *
   * @throws InvalidRequestException if the field is missing
   */
  String json(String field) {
    return CompactJson.field(text, field)
        .orElseThrow(
            () ->
                new InvalidRequestException(field, "missing", "must be given; any JSON is valid"));
  }

  /** Returns an optional string. */
  Optional<String> text(String field) {
    JsonNode value = fields.get(field);
    if (value != null && !value.isTextual()) {
      throw new InvalidRequestException(field, shown(value), "must be a string");
    }
    return Optional.ofNullable(value).map(JsonNode::textValue);
  }

  /** Returns an optional whole number from 1 to {@code most}. */
  int number(String field, int defaultValue, int most) {
    JsonNode value = fields.get(field);
    if (value == null) {
      return defaultValue;
    }
    if (!value.isInt() || value.intValue() < 1 || value.intValue() > most) {
      throw new InvalidRequestException(
          field, shown(value), "must be a whole number from 1 to " + most);
    }
    return value.intValue();
  }

  private static String quote(String text) {
    return '"' + text + '"';
  }
}
