package dev.fanfare.tests.flow;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that opens a socket and never reads from it. */
final class DeafClient implements AutoCloseable {
  private static final String HANDSHAKE =
      """
      GET %s?user_id=%s HTTP/1.1\r
      Host: localhost\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      \r
      """;
  private static final String ACCEPTED = "HTTP/1.1 101";
  private static final int RECEIVE_BYTES = 4_096;

  /** A close frame with code 1000, masked with zeros. */
  private static final byte[] CLOSE_FRAME = {
    (byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 0x03, (byte) 0xE8
  };

  private static final String SIGNATURE =
      "AWS4-HMAC-SHA256 Credential=AKID/20261122/eu-central-2/execute-api/aws4_request,"
          + " SignedHeaders=host;x-amz-date, Signature="
          + "0".repeat(64);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration FULL_WITHIN = Duration.ofSeconds(20);
  private static final Duration STAYS_FULL = Duration.ofMillis(500);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final Socket socket = new Socket();

  DeafClient(URI sockets, String user) throws IOException {
    socket.setReceiveBufferSize(RECEIVE_BYTES);
    socket.connect(new InetSocketAddress(sockets.getHost(), sockets.getPort()));
    String handshake = HANDSHAKE.formatted(sockets.getPath(), user);
    socket.getOutputStream().write(handshake.getBytes(StandardCharsets.US_ASCII));
    String answer =
        new String(
            socket.getInputStream().readNBytes(ACCEPTED.length()), StandardCharsets.US_ASCII);
    if (!answer.equals(ACCEPTED)) {
      throw new IOException("no handshake: " + answer);
    }
  }

  /**
   * Posts to a connection until its buffer stays full. One refusal is not enough: the kernel may
   * still accept data afterwards, and the account's rate may have caused the refusal.
   */
  static void fill(URI connections, String id) {
    var http = HttpClient.newHttpClient();
    var post =
        HttpRequest.newBuilder(URI.create(connections + "/@connections/" + id))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", SIGNATURE)
            .POST(HttpRequest.BodyPublishers.ofString("x".repeat(100_000)))
            .build();
    await("a full buffer")
        .atMost(FULL_WITHIN)
        .pollInterval(LOOK_EVERY)
        .during(STAYS_FULL)
        .until(() -> isRefused(http, post));
  }

  /** Posts until a post is refused; returns whether the first post was refused. */
  private static boolean isRefused(HttpClient http, HttpRequest post) throws Exception {
    int status = http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode();
    boolean wasTaken = status == 200;
    while (status == 200) {
      status = http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
    if (status != TOO_MANY_REQUESTS) {
      throw new IOException("status " + status);
    }
    return !wasTaken;
  }

  /** Sends a close frame and reads everything that has queued up. */
  @Override
  public void close() throws IOException {
    socket.getOutputStream().write(CLOSE_FRAME);
    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    socket.close();
  }
}
