package dev.fanfare.local.stepfunctions.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;

/**
 * A JSON text and its value, each computed on first use. Data that only passes through a state
 * keeps its text and is neither parsed nor written again.
 */
public final class Document {
  public static final Document EMPTY_OBJECT = new Document("{}", null);

  private String text;
  private Object value;

  private Document(String text, Object value) {
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
    if (text == null) {
      text = Json.write(value);
    }
    return text;
  }

  public synchronized Object value() {
    if (value == null) {
      try {
        value = Json.parse(text);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("A document's text was checked when it was made", e);
      }
    }
    return value;
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
