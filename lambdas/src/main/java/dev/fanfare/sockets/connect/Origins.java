package dev.fanfare.sockets.connect;

import dev.fanfare.sockets.RefusedException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The web origins that clients may connect from. A browser opens a socket to any host for any page
 * and sends the page's origin. Other clients usually send none.
 */
public final class Origins {
  private static final String ANY = "*";
  private static final String HEADER = "Origin";

  private final Set<String> allowed;

  private Origins(Set<String> allowed) {
    this.allowed = allowed;
  }

  /**
   * @param list comma-separated origins such as {@code https://example.org}; {@code *} allows every
   *     client, with or without an origin; an empty list allows only clients without an origin
   */
  public static Origins of(String list) {
    return new Origins(
        Arrays.stream(list.split(","))
            .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
            .filter(origin -> !origin.isEmpty())
            .collect(Collectors.toSet()));
  }

  /**
   * Checks the handshake's origin. If the list names origins, a handshake without one is refused
   * too.
   *
   * @throws RefusedException if the origin is not allowed
   */
  void check(Map<String, String> headers) {
    if (allowed.contains(ANY)) {
      return;
    }
    var origins = origins(headers);
    if (origins.isEmpty() ? !allowed.isEmpty() : !allowed.containsAll(origins)) {
      throw new RefusedException(
          RefusedException.NOT_ALLOWED,
          HEADER,
          String.join(", ", origins),
          allowed.isEmpty() ? "must be absent: no page may connect" : "must be an allowed origin");
    }
  }

  private static List<String> origins(Map<String, String> headers) {
    return (headers == null ? Map.<String, String>of() : headers)
        .entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase(HEADER))
            .map(header -> header.getValue().toLowerCase(Locale.ROOT))
            .toList();
  }
}
