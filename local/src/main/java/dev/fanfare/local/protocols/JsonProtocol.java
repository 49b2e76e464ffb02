package dev.fanfare.local.protocols;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/** AWS JSON 1.0 and 1.1: the action is in a header, a time is a number of seconds. */
final class JsonProtocol implements Protocol {
  private static final ObjectMapper JSON =
      new ObjectMapper().registerModule(new SimpleModule().addSerializer(new Seconds()));
  private static final String TARGET = "X-Amz-Target";
  private static final int MILLIS_DIGITS = 3;

  private final String prefix;
  private final String version;

  /**
   * @param prefix what stands before the action in the header
   * @param version {@code 1.0} or {@code 1.1}
   */
  JsonProtocol(String prefix, String version) {
    this.prefix = prefix + ".";
    this.version = version;
  }

  @Override
  public boolean speaks(HttpExchange exchange) {
    return exchange.getRequestHeaders().containsKey(TARGET);
  }

  @Override
  public Call read(HttpExchange exchange, byte[] body) throws IOException {
    String target = exchange.getRequestHeaders().getFirst(TARGET);
    String action = target.startsWith(prefix) ? target.substring(prefix.length()) : target;
    JsonNode json = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
    return new Call(action, new Input(json));
  }

  @Override
  public String contentType() {
    return "application/x-amz-json-" + version;
  }

  @Override
  public byte[] answer(String action, Map<String, Object> result, String requestId)
      throws JsonProcessingException {
    return JSON.writeValueAsBytes(result);
  }

  @Override
  public byte[] answer(ApiError error, String requestId) throws JsonProcessingException {
    return JSON.writeValueAsBytes(
        Map.of("__type", error.shape(), "message", String.valueOf(error.getMessage())));
  }

  @Override
  public ApiError unknown(String service, String action) {
    return new ApiError(
        404,
        "UnknownOperationException",
        "The local " + service + " does not know the action " + action);
  }

  private static final class Seconds extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1;

    Seconds() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant time, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeNumber(BigDecimal.valueOf(time.toEpochMilli(), MILLIS_DIGITS));
    }
  }
}
