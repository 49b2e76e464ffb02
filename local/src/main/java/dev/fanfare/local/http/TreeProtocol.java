package dev.fanfare.local.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A protocol whose bodies are trees, in JSON or CBOR.
 *
 * @param mapper reads and writes trees
 * @param isMatch whether a request is in this protocol
 * @param isValidPath whether this protocol uses a path
 * @param action the name of a request's action
 */
record TreeProtocol(
    ObjectMapper mapper,
    String contentType,
    Predicate<HttpExchange> isMatch,
    Predicate<String> isValidPath,
    Function<HttpExchange, String> action)
    implements Protocol {

  TreeProtocol {
    mapper.registerModule(new SimpleModule().addSerializer(new Seconds()));
  }

  @Override
  public boolean matches(HttpExchange exchange) {
    return isMatch.test(exchange);
  }

  @Override
  public boolean isPath(String path) {
    return isValidPath.test(path);
  }

  @Override
  public Call read(HttpExchange exchange, byte[] body) throws IOException {
    JsonNode tree = body.length == 0 ? mapper.createObjectNode() : mapper.readTree(body);
    if (!tree.isObject()) {
      throw new ApiError(400, "SerializationException", "The request must be a JSON object");
    }
    return new Call(action.apply(exchange), new Input(tree));
  }

  @Override
  public byte[] answer(String action, Map<String, Object> result, String requestId)
      throws IOException {
    return mapper.writeValueAsBytes(result);
  }

  @Override
  public byte[] answer(ApiError error, String requestId) throws IOException {
    return mapper.writeValueAsBytes(
        Map.of("__type", error.shape(), "message", String.valueOf(error.getMessage())));
  }

  /** Writes a time as seconds since 1970; CBOR tags them (RFC 8949, 3.4.2). */
  private static final class Seconds extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1;
    private static final int EPOCH_SECONDS = 1;
    private static final int MILLIS_DIGITS = 3;

    Seconds() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant time, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      var seconds = BigDecimal.valueOf(time.toEpochMilli(), MILLIS_DIGITS);
      if (out instanceof CBORGenerator cbor) {
        cbor.writeTag(EPOCH_SECONDS);
        cbor.writeNumber(seconds.doubleValue());
      } else {
        out.writeNumber(seconds);
      }
    }
  }
}
