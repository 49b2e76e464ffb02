package dev.fanfare.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.request.filter.Filter;
import dev.fanfare.request.filter.FilterSyntaxException;
import dev.fanfare.text.Blanks;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Reads the field value at the parser's current token, or refuses it with the field, the value and
 * the rule.
 */
final class RequestFields {
  private static final int MAX_CHANNELS = 100;
  private static final String CHANNELS_RULE =
      "must be a list of 1 to " + MAX_CHANNELS + " channel names";

  /** An empty list, for example from a faulty program, must not reach everyone. */
  private static final String EMPTY_IS_NOBODY = "; leave the field out to send to everyone";

  private static final String NAMES_RULE =
      "must be a list of non-empty strings, each of at most "
          + AwsLimits.HASH_KEY_BYTES
          + " bytes of UTF-8, without leading or trailing whitespace";

  private RequestFields() {}

  static byte[] readMessage(JsonParser parser) throws IOException {
    byte[] message = CompactJson.copyWithFieldsOnce(parser);
    if (message.length > AwsLimits.MESSAGE_BYTES) {
      throw new InvalidRequestException(
          "data",
          message.length + " bytes of JSON",
          "a message may have at most " + AwsLimits.MESSAGE_BYTES + " bytes (128 KB)");
    }
    return message;
  }

  static Set<String> readNames(String field, JsonParser parser) throws IOException {
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

  /**
   * Whether the text can be a key of the connection table; an unpaired surrogate cannot. A name
   * with a blank at an end would not match the user it should exclude.
   */
  private static boolean isName(String text) {
    return !text.isEmpty()
        && !Blanks.isAtStartOrEnd(text)
        && StandardCharsets.UTF_8.newEncoder().canEncode(text)
        && text.getBytes(StandardCharsets.UTF_8).length <= AwsLimits.HASH_KEY_BYTES;
  }

  static Set<String> readChannels(String field, JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new InvalidRequestException(field, value(parser), CHANNELS_RULE);
    }
    var channels = new LinkedHashSet<String>();
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      String element = field + "[" + i + "]";
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        throw new InvalidRequestException(element, value(parser), ChannelName.RULE);
      }
      channels.add(ChannelName.check(element, parser.getText()));
      if (channels.size() > MAX_CHANNELS) {
        throw new InvalidRequestException(
            element, value(parser) + ", after " + MAX_CHANNELS + " others", CHANNELS_RULE);
      }
    }
    if (channels.isEmpty()) {
      throw new InvalidRequestException(field, "an empty list", CHANNELS_RULE + EMPTY_IS_NOBODY);
    }
    return channels;
  }

  static Filter readFilter(String field, JsonParser parser) throws IOException {
    String text = readText(field, parser);
    try {
      return Filter.parse(text);
    } catch (FilterSyntaxException e) {
      throw new InvalidRequestException(field, quote(text), String.valueOf(e.getMessage()));
    }
  }

  static Share readShare(String field, JsonParser parser) throws IOException {
    if (parser.currentToken().isNumeric()) {
      try {
        BigDecimal percent = parser.getDecimalValue();
        if (Share.isValid(percent)) {
          return Share.ofPercent(percent);
        }
      } catch (NumberFormatException e) {
        // JSON does not limit exponents, but BigDecimal does. Refused below.
      }
    }
    throw new InvalidRequestException(field, value(parser), Share.RULE);
  }

  /** A lower bound without a higher upper bound leaves an empty audience. */
  static void refuseLowerBound(Share lower) {
    throw new InvalidRequestException(
        "percent_from",
        BigDecimal.valueOf(lower.thousandths(), Share.DECIMALS)
            .stripTrailingZeros()
            .toPlainString(),
        "must be less than percent, and cannot be given without it");
  }

  static String readText(String field, JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new InvalidRequestException(field, value(parser), "must be a string");
    }
    return parser.getText();
  }

  static Instant readInstant(String field, JsonParser parser) throws IOException {
    String text = readText(field, parser);
    try {
      Instant instant = Instant.parse(text);
      // A leading sign means a year of more than four digits, which may overflow milliseconds.
      if (Character.isDigit(text.charAt(0))) {
        return instant;
      }
    } catch (DateTimeException e) {
      // Refused below.
    }
    throw new InvalidRequestException(
        field, quote(text), "must be a UTC time such as 2026-11-22T08:15:00Z (ISO 8601)");
  }

  /**
   * @param unit the unit named in the error
   */
  static int readCount(String field, JsonParser parser, String unit, int highest)
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

  static Priority readPriority(String field, JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      var priority = Priority.of(parser.getText());
      if (priority.isPresent()) {
        return priority.get();
      }
    }
    throw new InvalidRequestException(
        field, value(parser), "must be one of " + String.join(", ", Priority.words()));
  }

  static boolean readSwitch(String field, JsonParser parser) throws IOException {
    if (!parser.currentToken().isBoolean()) {
      throw new InvalidRequestException(field, value(parser), "must be true or false");
    }
    return parser.getBooleanValue();
  }

  /** The value as JSON for an error; objects and lists only by their type. */
  private static String value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> quote(parser.getText());
      default -> parser.getText();
    };
  }

  static String quote(String text) {
    return '"' + text + '"';
  }
}
