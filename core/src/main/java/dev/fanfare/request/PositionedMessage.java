package dev.fanfare.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The message that channel members receive: {@code data} with its position in the channel. The
 * positions let a client order messages and detect missed ones.
 *
 * <pre>
 *   {"a":1}                  in one channel       {"a":1,"channel":"news","position":13}
 *   {"a":1}                  in several channels  {"a":1,"positions":{"news":13,"sport":7}}
 *   {"a":1,"position":4}     in one channel       {"a":1,"position":4,"positions":{"news":13}}
 *   "hello"                  in one channel       {"type":"broadcast","data":"hello","channel":"news","position":13}
 * </pre>
 *
 * The bytes of {@code data} stay unchanged. An object that already has {@code positions} and would
 * get the field twice is wrapped, like a value that is not an object.
 */
public final class PositionedMessage {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String CHANNEL = "channel";
  private static final String POSITION = "position";
  private static final String POSITIONS = "positions";

  /** No channel holds more messages, and JavaScript represents no larger number exactly. */
  private static final long MAX_POSITION = 9_007_199_254_740_991L;

  private final byte[] data;
  private boolean isObject;
  private boolean isEmpty = true;
  private boolean hasChannel;
  private @Nullable String channel;
  private boolean hasPosition;
  private boolean hasPositions;

  private PositionedMessage(byte[] data) {
    this.data = data;
    try (JsonParser parser = JSON.createParser(data)) {
      isObject = parser.nextToken() == JsonToken.START_OBJECT;
      while (isObject && parser.nextToken() == JsonToken.FIELD_NAME) {
        isEmpty = false;
        read(parser.currentName(), parser);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a message is always JSON", e);
    }
  }

  private void read(String field, JsonParser parser) throws IOException {
    JsonToken value = parser.nextToken();
    switch (field) {
      case CHANNEL -> {
        hasChannel = true;
        channel = value == JsonToken.VALUE_STRING ? parser.getText() : null;
      }
      case POSITION -> hasPosition = true;
      case POSITIONS -> hasPositions = true;
      default -> {}
    }
    parser.skipChildren();
  }

  /**
   * The bytes to post.
   *
   * @param data one JSON value without surrounding white space, as UTF-8
   * @param positions positions of the message by channel; at least one
   */
  public static byte[] of(byte[] data, Map<String, Long> positions) {
    var message = new PositionedMessage(data);
    String names = message.members(positions);
    return names == null ? message.wrapped(positions) : message.withMembers(names);
  }

  /** The maximum number of bytes to post, before the positions are known. */
  public static int mostBytes(byte[] data, Collection<String> channels) {
    var largest = new LinkedHashMap<String, Long>();
    channels.forEach(name -> largest.put(name, MAX_POSITION));
    return of(data, largest).length;
  }

  /** The text appended to the object's members; null if the value must be wrapped. */
  private @Nullable String members(Map<String, Long> positions) {
    if (!isObject) {
      return null;
    }
    if (positions.size() == 1 && !hasPosition) {
      var only = positions.entrySet().iterator().next();
      if (!hasChannel) {
        return one(only);
      }
      if (only.getKey().equals(channel)) {
        return member(POSITION, only.getValue().toString());
      }
    }
    return hasPositions ? null : several(positions);
  }

  private byte[] withMembers(String members) {
    var out = new ByteArrayOutputStream(data.length + members.length() + 2);
    out.write(data, 0, data.length - 1);
    out.writeBytes(utf8((isEmpty ? "" : ",") + members + '}'));
    return out.toByteArray();
  }

  private byte[] wrapped(Map<String, Long> positions) {
    var out = new ByteArrayOutputStream(data.length + 128);
    out.writeBytes(utf8("{\"type\":\"broadcast\",\"data\":"));
    out.writeBytes(data);
    String members =
        positions.size() == 1 ? one(positions.entrySet().iterator().next()) : several(positions);
    out.writeBytes(utf8(',' + members + '}'));
    return out.toByteArray();
  }

  private static String one(Map.Entry<String, Long> position) {
    return member(CHANNEL, quoted(position.getKey()))
        + ','
        + member(POSITION, position.getValue().toString());
  }

  private static String several(Map<String, Long> positions) {
    var members = new StringBuilder();
    positions.forEach(
        (name, position) ->
            members
                .append(members.isEmpty() ? "" : ",")
                .append(quoted(name))
                .append(':')
                .append(position));
    return member(POSITIONS, "{" + members + '}');
  }

  private static String member(String name, String value) {
    return quoted(name) + ':' + value;
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
