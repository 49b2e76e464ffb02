package dev.fanfare.sockets.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.fanfare.text.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Who a client is, as the authorizer found it. API Gateway carries it, as a flat map of texts,
 * under {@code requestContext.authorizer} of every later event of the connection.
 *
 * @param userId whose connection it is
 * @param attributes what is known of the client, for filters
 * @param channels patterns of the channels that it may join; null when it may join any
 * @param send patterns of the channels that it is granted to send to; empty when there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Identity(
    String userId, Map<String, String> attributes, List<String> channels, List<String> send) {
  private static final String USER_ID = "user_id";
  private static final String ATTRIBUTES = "attributes";
  private static final String CHANNELS = "channels";
  private static final String SEND = "send";
  private static final String REFUSED = "refused";
  private static final String RETRY_AFTER = "retry_after_ms";
  private static final String STATUS = "status";

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

  public Identity {
    Objects.requireNonNull(userId, "userId");
    attributes = Map.copyOf(attributes);
    channels = channels == null ? null : List.copyOf(channels);
    send = send == null ? List.of() : List.copyOf(send);
  }

  /** What the authorizer answers; API Gateway takes no lists or objects there. */
  public Map<String, String> context() {
    var context = new LinkedHashMap<String, String>();
    context.put(USER_ID, userId);
    // In order, so that the same client always makes the same text.
    context.put(ATTRIBUTES, json(new TreeMap<>(attributes)));
    if (channels != null) {
      context.put(CHANNELS, json(channels));
    }
    if (!send.isEmpty()) {
      context.put(SEND, json(send));
    }
    return context;
  }

  /**
   * Reads what {@link #context} has written.
   *
   * @throws IllegalArgumentException when this context is not of our authorizer
   */
  public static Identity of(Map<?, ?> context) {
    if (!(context.get(USER_ID) instanceof String userId)) {
      throw new IllegalArgumentException(
          "requestContext.authorizer has no " + USER_ID + ": does AuthorizeFunction stand before?");
    }
    Object attributes = context.get(ATTRIBUTES);
    Object channels = context.get(CHANNELS);
    Object send = context.get(SEND);
    return new Identity(
        userId,
        attributes == null ? Map.of() : read(ATTRIBUTES, attributes, TEXTS),
        channels == null ? null : read(CHANNELS, channels, NAMES),
        send == null ? List.of() : read(SEND, send, NAMES));
  }

  /**
   * Why a client is not let in. An authorizer can only say yes or no, so it leaves it to {@code
   * $connect} to refuse the client in words; a context with a refusal names no user, and no route
   * takes it for a client's.
   *
   * @param status of the handshake's answer
   * @param reason what is wrong, and the rule
   * @param retryAfterMillis how long to wait, where waiting helps
   */
  public record Refusal(int status, String reason, OptionalLong retryAfterMillis) {

    /** One that no waiting helps against. */
    public Refusal(int status, String reason) {
      this(status, reason, OptionalLong.empty());
    }

    /** What the authorizer answers; texts only. */
    public Map<String, String> context() {
      var context = new TreeMap<>(Map.of(STATUS, Integer.toString(status), REFUSED, reason));
      retryAfterMillis.ifPresent(millis -> context.put(RETRY_AFTER, Long.toString(millis)));
      return context;
    }

    /** What {@link #context} has written, if it has. */
    public static Optional<Refusal> in(Map<?, ?> context) {
      return Optional.ofNullable(context.get(REFUSED))
          .map(
              reason ->
                  new Refusal(
                      Integer.parseInt(context.get(STATUS).toString()),
                      reason.toString(),
                      retryAfter(context)));
    }
  }

  private static OptionalLong retryAfter(Map<?, ?> context) {
    Object millis = context.get(RETRY_AFTER);
    return millis == null
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(millis.toString()));
  }

  private static String json(Object value) {
    try {
      return Json.MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps and lists of texts are JSON", e);
    }
  }

  private static <T> T read(String name, Object text, TypeReference<T> type) {
    try {
      return Json.MAPPER.readValue(text.toString(), type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "requestContext.authorizer." + name + " is not what AuthorizeFunction writes", e);
    }
  }
}
