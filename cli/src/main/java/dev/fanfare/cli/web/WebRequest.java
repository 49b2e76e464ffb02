package dev.fanfare.cli.web;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a browser asks for.
 *
 * @param method such as GET; HEAD comes as GET
 * @param rawPath from the first slash, as it came, so that an encoded slash is not taken for one
 * @param rawQuery without the question mark; empty without one
 * @param authorization the header of this name; empty without one
 * @param contentType the header of this name; empty without one
 * @param body not read before somebody asks for it: what is refused without it waits for nothing
 */
public record WebRequest(
    String method,
    String rawPath,
    String rawQuery,
    String authorization,
    String contentType,
    Body body) {

  /** A body that comes when it is asked for, once. */
  public interface Body {

    /**
     * @throws TooLargeException when it is larger than any that a page has
     */
    byte[] read() throws IOException;
  }

  /** To be answered with status 413. */
  public static final class TooLargeException extends IOException {
    TooLargeException(int most) {
      super("A request may have at most " + most + " bytes");
    }
  }

  /** The path without escapes. */
  public String path() {
    return decode(rawPath.replace("+", "%2B"));
  }

  /** The value of a parameter of the query, the last one if it comes several times. */
  public Optional<String> parameter(String name) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : rawQuery.split("&")) {
      String[] parts = pair.split("=", 2);
      parameters.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
    }
    return Optional.ofNullable(parameters.get(name));
  }

  /**
   * Undoes percent-encoding.
   *
   * @throws IllegalArgumentException when it is malformed
   */
  public static String decode(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }
}
