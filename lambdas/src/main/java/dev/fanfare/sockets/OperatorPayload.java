package dev.fanfare.sockets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fanfare.broadcast.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What somebody invokes a function with by hand or from a backend: whatever is wrong with it is
 * told by field, value and rule.
 */
final class OperatorPayload {
  private static final String WHOLE = "payload";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private OperatorPayload() {}

  /**
   * @throws InvalidRequestException when it is no JSON object of these fields
   */
  static <T> T read(InputStream in, Class<T> type) throws IOException {
    byte[] json = in.readAllBytes();
    try {
      T payload = JSON.readValue(json, type);
      if (payload == null) {
        throw new InvalidRequestException(WHOLE, "null", "must be an object");
      }
      return payload;
    } catch (UnrecognizedPropertyException e) {
      throw new InvalidRequestException(
          '"' + e.getPropertyName() + '"',
          "an unknown field",
          "known are "
              + new TreeSet<>(e.getKnownPropertyIds())
                  .stream().map(Object::toString).collect(Collectors.joining(", ")));
    } catch (MismatchedInputException e) {
      throw new InvalidRequestException(field(e), "of another kind", rule(e.getTargetType()));
    } catch (JsonProcessingException e) {
      throw new InvalidRequestException(WHOLE, "no JSON", "must be an object");
    }
  }

  private static String field(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(part -> part.getFieldName() == null ? "[]" : part.getFieldName())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? WHOLE : path;
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
