package dev.fanfare.sockets.identity;

import static java.util.Objects.requireNonNull;

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
import org.jspecify.annotations.Nullable;

/**
 * The identity of a client. API Gateway includes it, as a flat map of strings, under {@code
 * requestContext.authorizer} in every later event of the connection.
 *
 * @param userId the user of the connection
 * @param attributes the client's attributes, for filters
 * @param channels patterns of the channels that the client may join; null if it may join any
 * @param send patterns of the channels that the client may send to; empty for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Identity(
    String userId,
    Map<String, String> attributes,
    @Nullable List<String> channels,
    List<String> send) {
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

  /** Builds the authorizer's context; API Gateway accepts no lists or objects in it. */
  public Map<String, String> context() {
    var context = new LinkedHashMap<String, String>();
    context.put(USER_ID, userId);
    // Sorted, so that the same client always produces the same text.
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
   * Reads what {@link #context} wrote.
   *
   * @throws IllegalArgumentException if the context is not from Fanfare's authorizer
   */
  public static Identity of(Map<?, ?> context) {
    if (!(context.get(USER_ID) instanceof String userId)) {
      throw new IllegalArgumentException(
          "requestContext.authorizer has no "
              + USER_ID
              + ": is AuthorizeFunction the authorizer of $connect?");
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
   * The reason for a refusal. An authorizer can only allow or deny, so {@code $connect} sends the
   * reason to the client. A context with a refusal contains no user, so no route accepts it as a
   * client.
   *
   * @param status the HTTP status of the handshake's response
   * @param reason the problem and the rule
   * @param retryAfterMillis how long to wait before a retry; empty if waiting does not help
   */
  public record Refusal(int status, String reason, OptionalLong retryAfterMillis) {

    /** Creates a refusal for which waiting does not help. */
    public Refusal(int status, String reason) {
      this(status, reason, OptionalLong.empty());
    }

    /** Builds the authorizer's context; strings only. */
    public Map<String, String> context() {
      var context = new TreeMap<>(Map.of(STATUS, Integer.toString(status), REFUSED, reason));
      retryAfterMillis.ifPresent(millis -> context.put(RETRY_AFTER, Long.toString(millis)));
      return context;
    }

    /** Reads what {@link #context} wrote; empty if the context contains no refusal. */
    public static Optional<Refusal> in(Map<?, ?> context) {
      return Optional.ofNullable(context.get(REFUSED))
          .map(
              reason ->
                  new Refusal(
                      Integer.parseInt(requireNonNull(context.get(STATUS), STATUS).toString()),
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
          "requestContext.authorizer." + name + " is not in the format of AuthorizeFunction", e);
    }
  }
}
