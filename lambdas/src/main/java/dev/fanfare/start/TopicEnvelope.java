package dev.fanfare.start;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.fanfare.request.CompactJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The envelope that SNS puts around a message for a queue, unless the subscription uses raw
 * delivery: a JSON object whose {@code Message} is the message as text.
 *
 * <p>No request looks like an envelope: its fields are all lower case, and {@code data} is always
 * present. An envelope never has that field. An object with both is therefore read as a request,
 * and refused for its unknown fields.
 *
 * @param messageId the topic's id of the message, the same for every delivery
 * @param message the published message
 */
record TopicEnvelope(String messageId, String message) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> TEXTS = Set.of("Type", "TopicArn", "MessageId", "Message");
  private static final String TOPIC_ARN = "arn:[^:]+:sns:[^:]+:[^:]+:.+";
  private static final String REQUEST_FIELD = "data";

  /** Empty if the text is anything else, even if it is not JSON. */
  static Optional<TopicEnvelope> of(String body) {
    try (JsonParser parser = JSON.createParser(CompactJson.withoutMark(body))) {
      return read(parser);
    } catch (JsonProcessingException e) {
      // The reader of the request reports the error.
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  private static Optional<TopicEnvelope> read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return Optional.empty();
    }
    Map<String, String> texts = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (field.equals(REQUEST_FIELD)) {
        return Optional.empty();
      }
      if (TEXTS.contains(field)
          && (value != JsonToken.VALUE_STRING || texts.put(field, parser.getText()) != null)) {
        return Optional.empty();
      }
      parser.skipChildren();
    }
    boolean ends = parser.nextToken() == null;
    String topic = texts.get("TopicArn");
    String id = texts.get("MessageId");
    String message = texts.get("Message");
    if (!ends || topic == null || id == null || message == null) {
      return Optional.empty();
    }
    return "Notification".equals(texts.get("Type")) && topic.matches(TOPIC_ARN)
        ? Optional.of(new TopicEnvelope(id, message))
        : Optional.empty();
  }
}
