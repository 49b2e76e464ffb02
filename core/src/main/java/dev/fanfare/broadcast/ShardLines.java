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
import org.jspecify.annotations.Nullable;

/**
 * The lines of a shard. Each is one connection as a JSON list: any tool can read it, and ten
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

  /** Appends one line, with its line feed. */
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

  /** Returns a reader that parses a shard line by line and keeps only a small buffer in memory. */
  public static Reader read(InputStream shard) {
    return new Reader(new LineBytes(shard));
  }

  /** Reads a shard's connections in order. */
  public static final class Reader implements AutoCloseable {
    private final LineBytes lines;
    private int next;

    /** Whether {@link #lines} is at a line that has not been returned yet. */
    private boolean isAhead;

    private Reader(LineBytes lines) {
      this.lines = lines;
    }

    /** The line number that {@link #next} reads next, from 0. */
    public int position() {
      return next;
    }

    /** Whether there is another line; reads up to it. */
    public boolean hasNext() throws IOException {
      isAhead = isAhead || lines.next();
      return isAhead;
    }

    /**
     * @return the next connection, or null at the end
     * @throws IllegalArgumentException if the line is not a connection; the message has its number
     */
    public @Nullable Connection next() throws IOException {
      if (!advance()) {
        return null;
      }
      Connection connection = ShardLineFastPath.parse(lines.bytes(), lines.from(), lines.end());
      if (connection == null) {
        connection = anyJson();
      }
      next++;
      return connection;
    }

    /**
     * Skips lines without parsing them.
     *
     * @return the number of lines skipped, at most {@code count}
     */
    public int skip(int count) throws IOException {
      int skipped = 0;
      while (skipped < count && advance()) {
        skipped++;
        next++;
      }
      return skipped;
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }

    private boolean advance() throws IOException {
      boolean hasLine = hasNext();
      isAhead = false;
      return hasLine;
    }

    private Connection anyJson() throws IOException {
      int length = lines.end() - lines.from();
      try (JsonParser json = JSON.createParser(lines.bytes(), lines.from(), length)) {
        if (json.nextToken() == JsonToken.START_ARRAY) {
          String id = json.nextTextValue();
          String userId = json.nextTextValue();
          if (id != null && userId != null && json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            var connection = new Connection(id, userId, json.getLongValue());
            if (json.nextToken() == JsonToken.END_ARRAY && json.nextToken() == null) {
              return connection;
            }
          }
        }
      } catch (JsonProcessingException e) {
        throw noConnection(e);
      }
      throw noConnection(null);
    }

    private IllegalArgumentException noConnection(@Nullable Exception cause) {
      return new IllegalArgumentException(
          "line " + next + " of the shard is not a connection", cause);
    }
  }
}
