package dev.fanfare.sockets.operators;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.text.JsonErrors;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Parses the payload of a function that an operator or a backend invokes. Errors name field, value
 * and rule.
 */
public final class OperatorPayload {
  private static final String WHOLE = "payload";
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .withCoercionConfig(LogicalType.Textual, OperatorPayload::refuseOtherKinds)
          .build();

  private OperatorPayload() {}

  /**
   * @throws InvalidRequestException if the payload is not a JSON object with these fields
   */
  public static <T> T read(InputStream in, Class<T> type) throws IOException {
    JsonNode payload = parse(in.readAllBytes());
    refuseNulls(payload);
    try {
      return JSON.treeToValue(payload, type);
    } catch (UnrecognizedPropertyException e) {
      throw new InvalidRequestException(
          '"' + e.getPropertyName() + '"',
          "an unknown field",
          "known fields are "
              + new TreeSet<>(e.getKnownPropertyIds())
                  .stream().map(Object::toString).collect(Collectors.joining(", ")));
    } catch (MismatchedInputException e) {
      throw new InvalidRequestException(field(e), value(e, payload), rule(e.getTargetType()));
    } catch (JsonMappingException e) {
      // Only a number can fail here, because it may be too large for its type.
      throw new InvalidRequestException(field(e), value(e, payload), rule(Long.class));
    }
  }

  /** Refuses nulls, because a channel list that is null by mistake would grant every channel. */
  private static void refuseNulls(JsonNode payload) {
    for (var field : payload.properties()) {
      if (field.getValue().isNull()) {
        throw new InvalidRequestException(
            field.getKey(), "null", "must have a value or be omitted");
      }
    }
  }

  /** Refuses numbers and booleans in place of strings. */
  private static void refuseOtherKinds(MutableCoercionConfig text) {
    for (var kind :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      text.setCoercion(kind, CoercionAction.Fail);
    }
  }

  private static JsonNode parse(byte[] json) throws IOException {
    try {
      JsonNode payload = JSON.readTree(json);
      if (!payload.isObject()) {
        throw new InvalidRequestException(WHOLE, shown(payload), "must be an object");
      }
      return payload;
    } catch (JsonProcessingException e) {
      throw new InvalidRequestException(
          WHOLE, "not JSON", "must be an object: " + JsonErrors.describe(e));
    }
  }

  private static String field(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(part -> part.getFieldName() == null ? "[]" : part.getFieldName())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? WHOLE : path;
  }

  /** Formats the payload's value for the error. */
  private static String value(JsonMappingException e, JsonNode payload) {
    JsonNode value = payload;
    for (var part : e.getPath()) {
      value =
          part.getFieldName() == null
              ? value.path(part.getIndex())
              : value.path(part.getFieldName());
    }
    return shown(value);
  }

  private static String shown(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case MISSING -> "empty";
      default -> value.toString();
    };
  }

  private static String rule(Class<?> type) {
    if (type == String.class) {
      return "must be a string";
    }
    if (type != null && Number.class.isAssignableFrom(type)) {
      return "must be a whole number";
    }
    if (type != null && Collection.class.isAssignableFrom(type)) {
      return "must be a list of strings";
    }
    return type != null && Map.class.isAssignableFrom(type)
        ? "must be an object of strings"
        : "must be an object";
  }
}
