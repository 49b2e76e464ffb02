package dev.fanfare.cli.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a browser is answered.
 *
 * @param headers beside those that every answer has
 */
public record WebAnswer(int status, String contentType, byte[] body, Map<String, String> headers) {

  public static WebAnswer of(String contentType, byte[] body) {
    return new WebAnswer(200, contentType, body, Map.of());
  }

  /** A refusal in words. */
  public static WebAnswer refusal(int status, String why) {
    byte[] body = (why + "\n").getBytes(StandardCharsets.UTF_8);
    return new WebAnswer(status, "text/plain; charset=utf-8", body, Map.of());
  }

  public static WebAnswer notAllowed(String methods) {
    WebAnswer refusal = refusal(405, "Only " + methods.replace(", ", " and "));
    return new WebAnswer(405, refusal.contentType(), refusal.body(), Map.of("Allow", methods));
  }
}
