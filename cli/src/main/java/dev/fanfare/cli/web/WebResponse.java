package dev.fanfare.cli.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A response to a browser.
 *
 * @param headers in addition to those that every response has
 */
public record WebResponse(
    int status, String contentType, byte[] body, Map<String, String> headers) {

  public static WebResponse of(String contentType, byte[] body) {
    return new WebResponse(200, contentType, body, Map.of());
  }

  /** Returns an error with a plain text. */
  public static WebResponse refusal(int status, String why) {
    byte[] body = (why + "\n").getBytes(StandardCharsets.UTF_8);
    return new WebResponse(status, "text/plain; charset=utf-8", body, Map.of());
  }

  public static WebResponse notAllowed(String methods) {
    WebResponse refusal = refusal(405, "Only " + methods.replace(", ", " and "));
    return new WebResponse(405, refusal.contentType(), refusal.body(), Map.of("Allow", methods));
  }
}
