package dev.fanfare.broadcast;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads a request from its JSON and refuses whatever breaks a rule. A field that is not known is
 * refused too: a mistyped {@code exclude_user} would reach the very person it should spare.
 */
public final class RequestReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final List<String> FIELDS =
      List.of(
          "data",
          "users",
          "exclude_users",
          "exclude_connections",
          "id",
          "expires_at",
          "ttl_seconds",
          "rate");
  private static final String NAMES_RULE =
      "must be a list of non-empty strings, each of at most "
          + AwsLimits.HASH_KEY_BYTES
          + " bytes of UTF-8";
  private static final int LONGEST_TTL_SECONDS = 24 * 60 * 60;

  /** As high as the account's own rate can be set: more would limit nothing. */
  private static final int HIGHEST_RATE = 1_000_000;

  private Optional<String> id = Optional.empty();
  private Set<String> users = Set.of();
  private Set<String> excludedUsers = Set.of();
  private Set<String> excludedConnections = Set.of();
  private byte[] message;
  private Optional<Instant> expiresAt = Optional.empty();
  private OptionalLong ttlSeconds = OptionalLong.empty();
  private OptionalInt rate = OptionalInt.empty();

  private RequestReader() {}

  /**
   * @param json a request as UTF-8 JSON
   * @throws InvalidRequestException naming the field, the value and the rule
   */
  public static Request read(byte[] json) {
    String text = decode(json);
    try (JsonParser parser = JSON.createParser(text)) {
      return new RequestReader().read(parser, text);
    } catch (JsonProcessingException e) {
      throw new InvalidRequestException("request", quote(text), notJson(e));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  private Request read(JsonParser parser, String text) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new InvalidRequestException("request", quote(text), "must be a JSON object");
    }
    var seen = new HashSet<String>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      if (!seen.add(field)) {
        throw new InvalidRequestException(field, "given twice", "a field may stand only once");
      }
      parser.nextToken();
      readField(field, parser);
    }
    if (parser.nextToken() != null) {
      throw new InvalidRequestException("request", quote(text), "must be one JSON object");
    }
    if (message == null) {
      throw new InvalidRequestException("data", "missing", "a request needs something to send");
    }
    if (expiresAt.isPresent() && ttlSeconds.isPresent()) {
      throw new InvalidRequestException(
          "ttl_seconds",
          Long.toString(ttlSeconds.getAsLong()),
          "cannot be given together with expires_at");
    }
    return new Request(
        id, users, excludedUsers, excludedConnections, message, expiresAt, ttlSeconds, rate);
  }

  private void readField(String field, JsonParser parser) throws IOException {
    switch (field) {
      case "data" -> message = readMessage(parser);
      case "users" -> users = readNames(field, parser);
      case "exclude_users" -> excludedUsers = readNames(field, parser);
      case "exclude_connections" -> excludedConnections = readNames(field, parser);
      case "id" -> id = Optional.of(BroadcastId.check("id", readText(field, parser)));
      case "expires_at" -> expiresAt = Optional.of(readInstant(field, parser));
      case "ttl_seconds" ->
          ttlSeconds = OptionalLong.of(readCount(field, parser, "seconds", LONGEST_TTL_SECONDS));
      case "rate" ->
          rate = OptionalInt.of(readCount(field, parser, "posts per second", HIGHEST_RATE));
      default ->
          throw new InvalidRequestException(
              quote(field), "an unknown field", "known are " + String.join(", ", FIELDS));
    }
  }

  private static byte[] readMessage(JsonParser parser) throws IOException {
    byte[] message = CompactJson.copy(parser);
    if (message.length > AwsLimits.MESSAGE_BYTES) {
      throw new InvalidRequestException(
          "data",
          message.length + " bytes of JSON",
          "a message may have at most " + AwsLimits.MESSAGE_BYTES + " bytes (128 KB)");
    }
    return message;
  }

  private static Set<String> readNames(String field, JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new InvalidRequestException(field, value(parser), NAMES_RULE);
    }
    var names = new LinkedHashSet<String>();
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      if (parser.currentToken() != JsonToken.VALUE_STRING || !isName(parser.getText())) {
        throw new InvalidRequestException(field + "[" + i + "]", value(parser), NAMES_RULE);
      }
      names.add(parser.getText());
    }
    return names;
  }

  /** Whether it can be a key of the connection table, which an unpaired surrogate cannot. */
  private static boolean isName(String text) {
    return !text.isEmpty()
        && StandardCharsets.UTF_8.newEncoder().canEncode(text)
        && text.getBytes(StandardCharsets.UTF_8).length <= AwsLimits.HASH_KEY_BYTES;
  }

  private static String readText(String field, JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new InvalidRequestException(field, value(parser), "must be a string");
    }
    return parser.getText();
  }

  private static Instant readInstant(String field, JsonParser parser) throws IOException {
    String text = readText(field, parser);
    try {
      Instant instant = Instant.parse(text);
      // A sign begins a year of more than four digits, which no count of milliseconds may hold.
      if (Character.isDigit(text.charAt(0))) {
        return instant;
      }
    } catch (DateTimeException e) {
      // Told below.
    }
    throw new InvalidRequestException(
        field, quote(text), "must be an instant as in 2026-11-22T08:15:00Z (ISO 8601, UTC)");
  }

  /**
   * @param unit what is counted, for the error
   */
  private static int readCount(String field, JsonParser parser, String unit, int highest)
      throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      BigInteger count = parser.getBigIntegerValue();
      if (count.signum() > 0 && count.compareTo(BigInteger.valueOf(highest)) <= 0) {
        return count.intValue();
      }
    }
    throw new InvalidRequestException(
        field, value(parser), "must be a whole number of " + unit + " from 1 to " + highest);
  }

  /** The value as JSON again, for an error; what is nested is told by its kind. */
  private static String value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> quote(parser.getText());
      default -> parser.getText();
    };
  }

  private static String decode(byte[] json) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidRequestException("request", json.length + " bytes", "must be UTF-8 text");
    }
  }

  private static String notJson(JsonProcessingException e) {
    var at = e.getLocation();
    String where =
        at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    return "must be JSON: " + e.getOriginalMessage() + where;
  }

  private static String quote(String text) {
    return '"' + text + '"';
  }
}
