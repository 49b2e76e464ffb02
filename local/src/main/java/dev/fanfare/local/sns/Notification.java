package dev.fanfare.local.sns;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message that a topic has accepted.
 *
 * @param messageId the same for every subscription and every delivery
 * @param texts the message by protocol; other protocols get that of {@code default}
 * @param attributes by name
 */
record Notification(
    String topicArn,
    String messageId,
    Optional<String> subject,
    Map<String, String> texts,
    Map<String, Attribute> attributes,
    Instant at) {
  static final String DEFAULT = "default";

  /**
   * @param type {@code String}, {@code Number} or {@code Binary}, with an optional suffix after a
   *     dot
   * @param value binary in base64
   */
  record Attribute(String type, String value) {
    boolean isBinary() {
      return type.startsWith("Binary");
    }
  }

  String text(String protocol) {
    String text = texts.get(protocol);
    return text == null ? requireNonNull(texts.get(DEFAULT), DEFAULT) : text;
  }
}
