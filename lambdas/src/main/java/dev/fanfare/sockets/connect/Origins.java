package dev.fanfare.sockets.connect;

import dev.fanfare.sockets.RefusedException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From which web pages clients may connect. A browser opens a socket to anywhere for any page, and
 * tells the page's origin; whatever else connects usually tells none.
 */
public final class Origins {
  private static final String ANY = "*";
  private static final String HEADER = "Origin";

  private final Set<String> allowed;

  private Origins(Set<String> allowed) {
    this.allowed = allowed;
  }

  /**
   * @param list origins such as {@code https://example.org}, with commas between; {@code *} is any
   *     page or none, and an empty list is none: no page at all
   */
  public static Origins of(String list) {
    return new Origins(
        Arrays.stream(list.split(","))
            .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
            .filter(origin -> !origin.isEmpty())
            .collect(Collectors.toSet()));
  }

  /**
   * Where some origins are listed, a handshake without any is refused too.
   *
   * @throws RefusedException when the page's origin is not among them
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
          allowed.isEmpty()
              ? "must be absent: no page may connect"
              : "must be one that is allowed");
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
