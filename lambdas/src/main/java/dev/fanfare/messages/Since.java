package dev.fanfare.messages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.archive.MessageHistory;
import dev.fanfare.broadcast.InvalidRequestException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The starting point of a client's request for messages. */
public sealed interface Since {
  String RULE =
      "must be the position of a message, a whole number from 0, or an instant of ISO 8601 such as"
          + " 2026-11-22T08:00:00.123Z";

  /** All messages after a position. */
  record Position(long value) implements Since {}

  /**
   * All messages sent at an instant or later. The instant is inclusive, because the client may lack
   * another message of the same millisecond.
   */
  record Time(Instant value) implements Since {}

  /**
   * @param value the field {@code since} of a client's request
   * @throws InvalidRequestException if the value is neither a position nor an instant
   */
  static Since of(JsonNode value) {
    if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) {
      return new Position(value.longValue());
    }
    if (value.isTextual()) {
      try {
        var instant = OffsetDateTime.parse(value.textValue()).toInstant();
        // Positions are found by milliseconds. Some ISO 8601 instants do not fit into a long.
        return new Time(Instant.ofEpochMilli(instant.toEpochMilli()));
      } catch (DateTimeException | ArithmeticException e) {
        // Reported below, like any other invalid value.
      }
    }
    throw new InvalidRequestException("since", value.toString(), RULE);
  }

  /** Returns the position after which the requested messages start. */
  default long in(String channel, MessageHistory history) {
    return this instanceof Time time
        ? history.lastBefore(channel, time.value())
        : ((Position) this).value();
  }
}
