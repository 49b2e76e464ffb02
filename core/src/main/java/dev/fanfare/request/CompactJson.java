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
 * Copies one JSON value without white space and otherwise untouched: the same order, and numbers
 * digit by digit, so that {@code 1.10} and a 30-digit integer arrive as they were sent. White space
 * would only cost every client bytes.
 */
public final class CompactJson {
  // As UTF-8 and not as escapes: an emoji takes 4 bytes instead of 12.
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private CompactJson() {}

  /**
   * Copies the value of one field of an object.
   *
   * @param object JSON, known to be an object
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
   * Whether two JSON texts say the same. White space does not count, and neither does the way a
   * character is written; the order of fields and the digits of numbers do.
   */
  public static boolean isSame(byte[] one, byte[] other) {
    return Arrays.equals(one, other) || Arrays.equals(whole(one), whole(other));
  }

  /** Known to be JSON; null when it is not. */
  private static byte @Nullable [] whole(byte[] json) {
    try (JsonParser parser = JSON.createParser(json)) {
      return parser.nextToken() == null ? null : copy(parser);
    } catch (IOException e) {
      return null;
    }
  }

  /** The text without the byte order mark, which a reader of JSON may skip (RFC 8259, 8.1). */
  public static String withoutMark(String json) {
    return json.startsWith("\uFEFF") ? json.substring(1) : json;
  }

  /** Copies the value that the parser stands on, and leaves the parser on its last token. */
  static byte[] copy(JsonParser parser) throws IOException {
    return copy(parser, token -> {});
  }

  /**
   * The same for a value of a sender.
   *
   * @throws InvalidRequestException when an object in it has a field twice: readers would differ in
   *     which of the two they take
   */
  static byte[] copyWithFieldsOnce(JsonParser parser) throws IOException {
    var fields = new ArrayDeque<Set<String>>();
    return copy(parser, token -> checkField(token, parser, fields));
  }

  /** Sees each token before the next one is read. */
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
   * @param fields of the objects around the token, the innermost first
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
              path.substring(1).replace('/', '.'), "given twice", "a field may stand only once");
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
