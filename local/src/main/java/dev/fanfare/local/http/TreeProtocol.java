package dev.fanfare.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** A protocol whose bodies are trees, in JSON or CBOR. */
abstract class TreeProtocol implements Protocol {
  private final ObjectMapper mapper;

  /**
   * @param mapper reads and writes trees
   * @param times writes times in the protocol's format
   */
  TreeProtocol(ObjectMapper mapper, StdSerializer<Instant> times) {
    this.mapper = mapper.registerModule(new SimpleModule().addSerializer(times));
  }

  /** The name of the action. */
  abstract String action(HttpExchange exchange);

  @Override
  public Call read(HttpExchange exchange, byte[] body) throws IOException {
    JsonNode tree = body.length == 0 ? mapper.createObjectNode() : mapper.readTree(body);
    if (!tree.isObject()) {
      throw new ApiError(400, "SerializationException", "The request must be a JSON object");
    }
    return new Call(action(exchange), new Input(tree));
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
}
