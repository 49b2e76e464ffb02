package dev.fanfare.local.stepfunctions.query;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A JSON text and its value, each computed on first use. Data that only passes through a state
 * keeps its text and is neither parsed nor written again.
 */
public final class Document {
  public static final Document EMPTY_OBJECT = new Document("{}", null);

  /** Null until it is asked for; then {@link #value} is known. */
  private @Nullable String text;

  /** Null until it is asked for; then {@link #text} is known. */
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
        throw new IllegalStateException("A document's text was checked when it was made", e);
      }
    }
    return parsed;
  }

  /** The size for the 256 KiB limit: bytes of UTF-8. */
  public int bytes() {
    return text().getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String toString() {
    return text();
  }
}
