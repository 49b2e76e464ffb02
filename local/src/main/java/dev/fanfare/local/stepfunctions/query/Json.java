package dev.fanfare.local.stepfunctions.query;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts JSON text to the values that JSONata uses, and back.
 *
 * <p>Objects are {@link LinkedHashMap}s, arrays {@link ArrayList}s, whole numbers {@link Integer},
 * {@link Long} or {@link BigInteger}, other numbers {@link Double}. JSON's null is {@link
 * Jsonata#NULL_VALUE}, because a Java null means "undefined" to the JSONata library.
 */
public final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  /** A double from this value on is written with its exponent. */
  private static final double MAX_PLAIN = 1e21;

  private Json() {}

  /**
   * @throws JsonProcessingException if the text is not exactly one JSON value
   */
  public static Object parse(String text) throws JsonProcessingException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new JsonParseException(parser, "No content to map due to end-of-input");
      }
      var value = read(parser);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "Trailing content after the JSON value");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("Reading from a string failed", e);
    }
  }

  /** The text of a value without white space, with keys in their order. */
  public static String write(@Nullable Object value) {
    var text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      write(value, generator);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to a string failed", e);
    }
    return text.toString();
  }

  /** JSON's name for the type of a value; {@code function} for values that JSON cannot hold. */
  public static String typeOf(@Nullable Object value) {
    if (isNull(value)) {
      return "null";
    } else if (value instanceof Map) {
      return "object";
    } else if (value instanceof List) {
      return "array";
    } else if (value instanceof String) {
      return "string";
    } else if (value instanceof Boolean) {
      return "boolean";
    }
    return value instanceof Number ? "number" : "function";
  }

  public static boolean isNull(@Nullable Object value) {
    return value == null || value == Jsonata.NULL_VALUE;
  }

  private static Object read(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        var object = new LinkedHashMap<String, Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          var name = parser.currentName();
          parser.nextToken();
          object.put(name, read(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        var array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(read(parser));
        }
        yield array;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      default -> Jsonata.NULL_VALUE;
    };
  }

  private static void write(@Nullable Object value, JsonGenerator out) throws IOException {
    if (value == null || isNull(value)) {
      out.writeNull();
    } else if (value instanceof Map<?, ?> object) {
      out.writeStartObject();
      for (var entry : object.entrySet()) {
        out.writeFieldName(String.valueOf(entry.getKey()));
        write(entry.getValue(), out);
      }
      out.writeEndObject();
    } else if (value instanceof List<?> array) {
      out.writeStartArray();
      for (var element : array) {
        write(element, out);
      }
      out.writeEndArray();
    } else if (value instanceof String string) {
      out.writeString(string);
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof Number number) {
      writeNumber(number, out);
    } else {
      throw new IllegalArgumentException("Not a JSON value: " + value.getClass().getName());
    }
  }

  private static void writeNumber(Number number, JsonGenerator out) throws IOException {
    if (number instanceof Integer || number instanceof Long) {
      out.writeNumber(number.longValue());
    } else if (number instanceof BigInteger big) {
      out.writeNumber(big);
    } else if (number instanceof BigDecimal exact) {
      out.writeNumber(exact);
    } else {
      var real = number.doubleValue();
      if (real == Math.rint(real) && Math.abs(real) < MAX_PLAIN) {
        out.writeNumber(new BigDecimal(real).toBigInteger());
      } else {
        out.writeNumber(real);
      }
    }
  }
}
