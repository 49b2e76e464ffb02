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

  /** Reads a shard line by line; never holds more than some of them. */
  public static Reader read(InputStream shard) {
    return new Reader(new LineBytes(shard));
  }

  /** A shard's connections, in order. */
  public static final class Reader implements AutoCloseable {
    private final LineBytes lines;
    private int next;

    /** Whether {@link #lines} stands at a line that nobody has taken yet. */
    private boolean isAhead;

    private Reader(LineBytes lines) {
      this.lines = lines;
    }

    /** The line number of what {@link #next} reads next, from 0. */
    public int position() {
      return next;
    }

    /** Whether there is one more line; reads that far. */
    public boolean hasNext() throws IOException {
      isAhead = isAhead || lines.next();
      return isAhead;
    }

    /**
     * @return the next connection, or null at the end
     * @throws IllegalArgumentException when the line is no connection, naming it
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
     * Passes over lines without looking at what they hold.
     *
     * @return how many there were to pass over, at most {@code count}
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
      return new IllegalArgumentException("line " + next + " of the shard is no connection", cause);
    }
  }
}
