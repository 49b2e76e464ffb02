package dev.fanfare.local.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/** AWS JSON 1.0 and 1.1: the action is in a header, a time is a number of seconds. */
final class JsonProtocol extends TreeProtocol {
  private static final String TARGET = "X-Amz-Target";
  private static final int MILLIS_DIGITS = 3;

  private final String prefix;
  private final String version;

  /**
   * @param prefix the header's text before the action
   * @param version {@code 1.0} or {@code 1.1}
   */
  JsonProtocol(String prefix, String version) {
    super(new ObjectMapper(), new Seconds());
    this.prefix = prefix + ".";
    this.version = version;
  }

  @Override
  public boolean speaks(HttpExchange exchange) {
    return exchange.getRequestHeaders().containsKey(TARGET);
  }

  @Override
  String action(HttpExchange exchange) {
    String target = exchange.getRequestHeaders().getFirst(TARGET);
    return target.startsWith(prefix) ? target.substring(prefix.length()) : target;
  }

  @Override
  public String contentType() {
    return "application/x-amz-json-" + version;
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
