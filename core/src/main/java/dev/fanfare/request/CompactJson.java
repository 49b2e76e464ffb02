package dev.fanfare.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.fanfare.broadcast.InvalidRequestException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies one JSON value without white space and otherwise unchanged, with the same field order and
 * digits, so that {@code 1.10} and a 30-digit integer arrive as they were sent. White space would
 * only add bytes for every client.
 */
public final class CompactJson {
  // Written as UTF-8 without escapes: an emoji takes 4 bytes instead of 12.
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private CompactJson() {}

  /**
   * Copies the value of one field of an object.
   *
   * @param object valid JSON, known to be an object
   */
  public static Optional<String> field(String object, String name) {
    try (JsonParser parser = JSON.createParser(withoutMark(object))) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isWanted = parser.currentName().equals(name);
        parser.nextToken();
        if (isWanted) {
          return Optional.of(new String(copy(parser), StandardCharsets.UTF_8));
        }
        parser.skipChildren();
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  /**
   * Whether two JSON texts are equal except for white space and character escapes. The order of
   * fields and the digits of numbers matter.
   */
  public static boolean isSame(byte[] one, byte[] other) {
    return Arrays.equals(one, other) || Arrays.equals(whole(one), whole(other));
  }

  /** The compact form, or null if the text is not JSON. */
  private static byte @Nullable [] whole(byte[] json) {
    try (JsonParser parser = JSON.createParser(json)) {
      return parser.nextToken() == null ? null : copy(parser);
    } catch (IOException e) {
      return null;
    }
  }

  /** The text without the byte order mark, which a JSON parser may ignore (RFC 8259, 8.1). */
  public static String withoutMark(String json) {
    return json.startsWith("\uFEFF") ? json.substring(1) : json;
  }

  /**
   * Copies the value at the parser's current token, and leaves the parser at the value's last
   * token.
   */
  static byte[] copy(JsonParser parser) throws IOException {
    return copy(parser, token -> {});
  }

  /**
   * Copies a value from a sender.
   *
   * @throws InvalidRequestException if an object contains a field twice: readers would disagree on
   *     which value counts
   */
  static byte[] copyWithFieldsOnce(JsonParser parser) throws IOException {
    var fields = new ArrayDeque<Set<String>>();
    return copy(parser, token -> checkField(token, parser, fields));
  }

  /** Checks each token before the next one is read. */
  private interface Check {
    void see(JsonToken token) throws IOException;
  }

  private static byte[] copy(JsonParser parser, Check check) throws IOException {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator generator = JSON.createGenerator(out)) {
      int depth = 0;
      for (JsonToken token = parser.currentToken(); ; token = parser.nextToken()) {
        depth += copyToken(token, parser, generator);
        check.see(token);
        if (depth == 0) {
          break;
        }
      }
    }
    return out.toByteArray();
  }

  /**
   * @param fields fields of the enclosing objects, the innermost first
   */
  private static void checkField(JsonToken token, JsonParser parser, Deque<Set<String>> fields)
      throws IOException {
    switch (token) {
      case START_OBJECT -> fields.push(new HashSet<>());
      case END_OBJECT -> fields.pop();
      case FIELD_NAME -> {
        if (!fields.peek().add(parser.currentName())) {
          String path = parser.getParsingContext().pathAsPointer().toString();
          throw new InvalidRequestException(
              path.substring(1).replace('/', '.'), "given twice", "a field may appear only once");
        }
      }
      default -> {
        // Only objects have fields.
      }
    }
  }

  private static int copyToken(JsonToken token, JsonParser parser, JsonGenerator generator)
      throws IOException {
    if (token.isNumeric()) {
      generator.writeNumber(parser.getText());
    } else {
      generator.copyCurrentEvent(parser);
    }
    return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
  }
}
