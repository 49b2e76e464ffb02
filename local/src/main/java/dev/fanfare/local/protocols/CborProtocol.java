package dev.fanfare.local.protocols;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * Smithy RPC v2 CBOR: the action is in the path, a time is a tagged number of seconds (RFC 8949,
 * 3.4.2).
 */
final class CborProtocol implements Protocol {
  static final String HEADER = "Smithy-Protocol";
  static final String NAME = "rpc-v2-cbor";

  private static final ObjectMapper CBOR =
      new ObjectMapper(new CBORFactory())
          .registerModule(new SimpleModule().addSerializer(new TaggedSeconds()));

  @Override
  public boolean speaks(HttpExchange exchange) {
    return NAME.equals(exchange.getRequestHeaders().getFirst(HEADER));
  }

  @Override
  public Call read(HttpExchange exchange, byte[] body) throws IOException {
    String path = exchange.getRequestURI().getPath();
    JsonNode tree = body.length == 0 ? CBOR.createObjectNode() : CBOR.readTree(body);
    return new Call(path.substring(path.lastIndexOf('/') + 1), new Input(tree));
  }

  @Override
  public String contentType() {
    return "application/cbor";
  }

  @Override
  public byte[] answer(String action, Map<String, Object> result, String requestId)
      throws IOException {
    return CBOR.writeValueAsBytes(result);
  }

  @Override
  public byte[] answer(ApiError error, String requestId) throws IOException {
    return CBOR.writeValueAsBytes(
        Map.of("__type", error.shape(), "message", String.valueOf(error.getMessage())));
  }

  @Override
  public ApiError unknown(String service, String action) {
    return new ApiError(
        404,
        "UnknownOperationException",
        "The local " + service + " does not know the action " + action);
  }

  private static final class TaggedSeconds extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1;
    private static final int EPOCH_SECONDS = 1;
    private static final double MILLIS = 1_000.0;

    TaggedSeconds() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant time, JsonGenerator cbor, SerializerProvider provider)
        throws IOException {
      ((CBORGenerator) cbor).writeTag(EPOCH_SECONDS);
      cbor.writeNumber(time.toEpochMilli() / MILLIS);
    }
  }
}
