package dev.fanfare.cli.web;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request of a browser.
 *
 * @param method such as GET; HEAD is passed on as GET
 * @param rawPath from the first slash, not decoded, so that an encoded slash does not separate
 * @param rawQuery without the question mark; empty if there is none
 * @param authorization the header Authorization; empty if there is none
 * @param contentType the header Content-Type; empty if there is none
 * @param body read on demand, so that a request can be refused before its body arrives
 */
public record WebRequest(
    String method,
    String rawPath,
    String rawQuery,
    String authorization,
    String contentType,
    Body body) {

  /** A body that is read on demand, once. */
  public interface Body {

    /**
     * @throws TooLargeException if it is larger than 16 MiB
     */
    byte[] read() throws IOException;
  }

  /** The body is too large. The handler answers with status 413. */
  public static final class TooLargeException extends IOException {
    TooLargeException(int max) {
      super("A request can have at most " + max + " bytes");
    }
  }

  /** Returns the decoded path. */
  public String path() {
    return decode(rawPath.replace("+", "%2B"));
  }

  /** Returns the value of a query parameter; the last one if it is repeated. */
  public Optional<String> parameter(String name) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : rawQuery.split("&")) {
      String[] parts = pair.split("=", 2);
      parameters.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
    }
    return Optional.ofNullable(parameters.get(name));
  }

  /**
   * Decodes percent-encoding.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public static String decode(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }
}
