package dev.fanfare.sockets.identity;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.fanfare.broadcast.InvalidRequestException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A client that wants to connect, as API Gateway tells an authorizer. Of a parameter that is given
 * twice, the last counts.
 *
 * @param methodArn what is to be allowed or denied
 * @param requestContext tells where the client connects from; null when it is not known
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Handshake(
    String methodArn, Map<String, String> queryStringParameters, RequestContext requestContext) {

  /** Of the handshake. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record RequestContext(Source identity) {}

  /** Where a client connects from. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Source(String sourceIp) {}

  private static final List<String> NAMES = List.of("token", "user_id", "channels");
  private static final String ATTRIBUTE = "attr.";

  /** What else people call these, in small letters alone. */
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
   * Refuses a parameter whose name stands for one of ours elsewhere. Taken for none, it would
   * connect a client as somebody without a name, or to the default channel. Any other name is left
   * alone: proxies and pages add parameters of their own.
   *
   * @throws InvalidRequestException naming the parameter, and the name that is meant
   */
  public void refuseMistypedNames() {
    for (var parameter : new TreeMap<>(queryStringParameters).entrySet()) {
      String name = parameter.getKey();
      if (!NAMES.contains(name) && !name.startsWith(ATTRIBUTE)) {
        meant(name)
            .ifPresent(
                meant -> {
                  throw new InvalidRequestException(
                      "the query parameter", '"' + name + '"', "is unknown; did you mean " + meant);
                });
      }
    }
  }

  /** The name that somebody may have meant; capitals and separators do not count. */
  private static Optional<String> meant(String name) {
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

  /** The client's address, as API Gateway sees it; null when it is not known. */
  public String sourceIp() {
    return requestContext == null || requestContext.identity() == null
        ? null
        : requestContext.identity().sourceIp();
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(queryStringParameters.get(name));
  }
}
