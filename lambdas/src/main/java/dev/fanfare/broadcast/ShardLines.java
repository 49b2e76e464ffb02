package dev.fanfare.broadcast;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The lines of a shard: one connection each, as a JSON list, so that any tool reads them and ten
 * million stay under a gigabyte.
 *
 * <pre>
 *   ["L0SM9cOFvHcCIhw=","alice",1763800000123]
 *   ["L0SM9dkFvHcCIxA=","bob",1763800000456]
 * </pre>
 */
public final class ShardLines {
  private static final JsonFactory JSON = new JsonFactory();

  private ShardLines() {}

  /** Appends one line. */
  public static void write(Connection connection, ByteArrayOutputStream shard) {
    var line = new StringWriter(80);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartArray();
      json.writeString(connection.id());
      json.writeString(connection.userId());
      json.writeNumber(connection.connectedAt());
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    shard.writeBytes(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Reads a shard line by line; never holds more than one. */
  public static Reader read(InputStream shard) throws IOException {
    return new Reader(JSON.createParser(shard));
  }

  /** A shard's connections, in order. */
  public static final class Reader implements AutoCloseable {
    private final JsonParser json;
    private int next;

    private Reader(JsonParser json) {
      this.json = json;
    }

    /** The line number of what {@link #next} reads next, from 0. */
    public int position() {
      return next;
    }

    /**
     * @return the next connection, or null at the end
     * @throws IllegalArgumentException when the line is no connection, naming it
     */
    public Connection next() throws IOException {
      try {
        return json.nextToken() == null ? null : connection();
      } catch (JsonProcessingException e) {
        throw noConnection(e);
      }
    }

    /**
     * Passes over lines without looking at what they hold.
     *
     * @return how many there were to pass over, at most {@code count}
     */
    public int skip(int count) throws IOException {
      int skipped = 0;
      try {
        while (skipped < count && json.nextToken() != null) {
          json.skipChildren();
          skipped++;
          next++;
        }
      } catch (JsonProcessingException e) {
        throw noConnection(e);
      }
      return skipped;
    }

    @Override
    public void close() throws IOException {
      json.close();
    }

    private Connection connection() throws IOException {
      boolean isOneALine = json.currentTokenLocation().getLineNr() == next + 1;
      if (isOneALine && json.currentToken() == JsonToken.START_ARRAY) {
        String id = json.nextTextValue();
        String userId = json.nextTextValue();
        if (id != null && userId != null && json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
          var connection = new Connection(id, userId, json.getLongValue());
          if (json.nextToken() == JsonToken.END_ARRAY) {
            next++;
            return connection;
          }
        }
      }
      throw noConnection(null);
    }

    private IllegalArgumentException noConnection(Exception cause) {
      return new IllegalArgumentException("line " + next + " of the shard is no connection", cause);
    }
  }
}
