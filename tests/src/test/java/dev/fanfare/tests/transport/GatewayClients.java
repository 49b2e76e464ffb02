package dev.fanfare.tests.transport;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.apigateway.Gateway;
import dev.fanfare.local.apigateway.GatewayApi;
import dev.fanfare.local.apigateway.GatewayCounts;
import dev.fanfare.local.apigateway.GatewayFaults;
import dev.fanfare.local.apigateway.GatewayPort;
import dev.fanfare.local.apigateway.GatewayQuotas;
import dev.fanfare.local.lambda.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gateway with WebSocket clients that record the messages they receive. */
final class GatewayClients implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HANDSHAKE =
      """
      GET /prod HTTP/1.1\r
      Host: localhost\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      \r
      """;

  private final List<String> ids = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Gateway gateway;

  GatewayClients(GatewayQuotas quotas) {
    var api =
        new GatewayApi("a1b2c3d4e5", "prod", "$request.body.action", Map.of("$connect", "connect"));
    gateway =
        Gateway.start(
            api,
            this::connect,
            quotas,
            GatewayFaults.NONE,
            GatewayCounts.NONE,
            LocalAccount.DEFAULT,
            Clock.systemUTC(),
            GatewayPort.of(0));
  }

  private CompletableFuture<Invocation> connect(String function, byte[] event) {
    try {
      ids.add(JSON.readTree(event).at("/requestContext/connectionId").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] answer = "{\"statusCode\":200}".getBytes(StandardCharsets.UTF_8);
    return CompletableFuture.completedFuture(
        new Invocation("r-1", "$LATEST", answer, Optional.empty()));
  }

  URI endpoint() {
    return gateway.connectionsEndpoint();
  }

  int connections() {
    return gateway.connections();
  }

  Client connect() {
    var client = new Client();
    client.socket = http.newWebSocketBuilder().buildAsync(gateway.socketEndpoint(), client).join();
    client.id = ids.get(ids.size() - 1);
    return client;
  }

  /** Connects a client that never reads and has a small receive buffer; returns its id. */
  String connectSlow(Socket socket) throws IOException {
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress("127.0.0.1", endpoint().getPort()));
    socket.getOutputStream().write(HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
    byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 101".length());
    if (!new String(start, StandardCharsets.US_ASCII).equals("HTTP/1.1 101")) {
      throw new IOException("no handshake: " + new String(start, StandardCharsets.US_ASCII));
    }
    return ids.get(ids.size() - 1);
  }

  @Override
  public void close() {
    gateway.close();
  }

  /** One client. */
  static final class Client implements WebSocket.Listener {
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;
    private String id;

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        texts.add(partial.toString());
        partial.setLength(0);
      }
      from.request(1);
      return null;
    }

    String id() {
      return id;
    }

    List<String> texts() {
      return texts;
    }

    void leave() {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
  }
}
