package dev.fanfare.local.stepfunctions.query;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A JSON text and its value. Each is computed from the other on first use. So data that passes
 * through a state unchanged is not written again.
 */
public final class Document {
  public static final Document EMPTY_OBJECT = new Document("{}", null);

  /** Null before the first use; then {@link #value} is not null. */
  private @Nullable String text;

  /** Null before the first use; then {@link #text} is not null. */
  private @Nullable Object value;

  private Document(@Nullable String text, @Nullable Object value) {
    this.text = text;
    this.value = value;
  }

  /**
   * @throws JsonProcessingException if the text is not exactly one JSON value
   */
  public static Document parse(String text) throws JsonProcessingException {
    return new Document(text, Json.parse(text));
  }

  public static Document of(Object value) {
    return new Document(null, value);
  }

  public synchronized String text() {
    String written = text;
    if (written == null) {
      written = Json.write(value);
      text = written;
    }
    return written;
  }

  public synchronized Object value() {
    Object parsed = value;
    if (parsed == null) {
      try {
        parsed = Json.parse(requireNonNull(text, "a document has a text or a value"));
        value = parsed;
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("The text of a document is not JSON", e);
      }
    }
    return parsed;
  }

  /** The size in bytes of UTF-8, as the limit of 256 KiB counts it. */
  public int bytes() {
    return text().getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String toString() {
    return text();
  }
}
