package dev.fanfare.sockets.identity;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.fanfare.broadcast.InvalidRequestException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A client's handshake, in API Gateway's format for authorizers. If a parameter is repeated, its
 * last value counts.
 *
 * @param methodArn the ARN to allow or deny
 * @param requestContext contains the client's address; null if unknown
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Handshake(
    String methodArn,
    Map<String, String> queryStringParameters,
    @Nullable RequestContext requestContext) {

  /** The request context of the handshake. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record RequestContext(@Nullable Source identity) {}

  /** The source of a handshake. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Source(@Nullable String sourceIp) {}

  private static final List<String> NAMES = List.of("token", "user_id", "channels");
  private static final String ATTRIBUTE = "attr.";

  /** Common other names of the parameters, in lower case. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "user", "user_id",
          "uid", "user_id",
          "username", "user_id",
          "users", "user_id",
          "jwt", "token",
          "accesstoken", "token",
          "authtoken", "token",
          "ticket", "token",
          "channel", "channels",
          "room", "channels");

  public Handshake {
    queryStringParameters = queryStringParameters == null ? Map.of() : queryStringParameters;
  }

  /**
   * Refuses a parameter whose name is a likely mistake for one of Fanfare's. Ignoring it would
   * connect the client without a name, or to the default channel. All other names are allowed:
   * proxies and pages add parameters of their own.
   *
   * @throws InvalidRequestException with the parameter and the correct name
   */
  public void refuseMistypedNames() {
    for (var parameter : new TreeMap<>(queryStringParameters).entrySet()) {
      String name = parameter.getKey();
      if (!NAMES.contains(name) && !name.startsWith(ATTRIBUTE)) {
        intendedName(name)
            .ifPresent(
                meant -> {
                  throw new InvalidRequestException(
                      "the query parameter", '"' + name + '"', "is unknown; did you mean " + meant);
                });
      }
    }
  }

  /** Returns the likely intended name, ignoring case and separators. */
  private static Optional<String> intendedName(String name) {
    String plain = plain(name);
    if (plain.startsWith("attr")) {
      return Optional.of(ATTRIBUTE + "NAME?");
    }
    return NAMES.stream()
        .filter(known -> plain(known).equals(plain))
        .findFirst()
        .or(() -> Optional.ofNullable(OTHER_NAMES.get(plain)))
        .map(known -> known + "?");
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** Returns the client's address as API Gateway reports it; null if unknown. */
  public @Nullable String sourceIp() {
    return requestContext == null || requestContext.identity() == null
        ? null
        : requestContext.identity().sourceIp();
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(queryStringParameters.get(name));
  }
}
