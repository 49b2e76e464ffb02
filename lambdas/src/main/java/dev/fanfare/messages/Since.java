package dev.fanfare.messages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.archive.MessageHistory;
import dev.fanfare.broadcast.InvalidRequestException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** From where on a client asks for messages. */
public sealed interface Since {
  String RULE =
      "must be the position of a message, a whole number from 0, or an instant of ISO 8601 such as"
          + " 2026-11-22T08:00:00.123Z";

  /** Those after a position. */
  record Position(long value) implements Since {}

  /**
   * Those sent at an instant or later. At it too: another message of the same millisecond may be
   * one that the client does not have.
   */
  record Time(Instant value) implements Since {}

  /**
   * @param value a client's field {@code since}
   * @throws InvalidRequestException when it is neither
   */
  static Since of(JsonNode value) {
    if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) {
      return new Position(value.longValue());
    }
    if (value.isTextual()) {
      try {
        var instant = OffsetDateTime.parse(value.textValue()).toInstant();
        // Positions are found by milliseconds. ISO 8601 has times that no long holds.
        return new Time(Instant.ofEpochMilli(instant.toEpochMilli()));
      } catch (DateTimeException | ArithmeticException e) {
        // Told below, in the same words as any other value.
      }
    }
    throw new InvalidRequestException("since", value.toString(), RULE);
  }

  /** The position after which the wanted messages begin. */
  default long in(String channel, MessageHistory history) {
    return this instanceof Time time
        ? history.lastBefore(channel, time.value())
        : ((Position) this).value();
  }
}
