package dev.fanfare.local.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;

/**
 * Smithy RPC v2 CBOR: the action is in the path, a time is a tagged number of seconds (RFC 8949,
 * 3.4.2).
 */
final class CborProtocol extends TreeProtocol {
  static final String HEADER = "Smithy-Protocol";
  static final String NAME = "rpc-v2-cbor";

  CborProtocol() {
    super(new ObjectMapper(new CBORFactory()), new TaggedSeconds());
  }

  @Override
  public boolean speaks(HttpExchange exchange) {
    return NAME.equals(exchange.getRequestHeaders().getFirst(HEADER));
  }

  @Override
  public boolean isPath(String path) {
    return path.startsWith("/service/");
  }

  @Override
  String action(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public String contentType() {
    return "application/cbor";
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
