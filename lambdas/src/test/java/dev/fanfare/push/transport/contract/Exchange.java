package dev.fanfare.push.transport.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One request at the scripted server, and the server's hand on its connection. */
final class Exchange {
  private final ServerConnection connection;
  private final ReceivedRequest request;
  private boolean read;

  Exchange(ServerConnection connection, ReceivedRequest request) {
    this.connection = connection;
    this.request = request;
  }

  ReceivedRequest request() {
    return request;
  }

  /** Reads the rest of the request, if that has not been done. */
  void readBody() throws IOException {
    if (!read) {
      read = true;
      request.receiveBody(connection.read(request.contentLength()));
    }
  }

  /** Reads so many bytes of the body and leaves the rest. */
  void readSome(int bytes) throws IOException {
    connection.read(bytes);
  }

  void write(String text) throws IOException {
    connection.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void close() throws IOException {
    connection.close();
  }

  /** Ends what is sent to the client (under TLS without a close_notify), and goes on reading. */
  void closeOutput() throws IOException {
    connection.closeOutput();
  }

  void reset() throws IOException {
    connection.reset();
  }

  /** Waits so long, or less if the client goes away; it may send no further request meanwhile. */
  boolean clientStays(Duration pause) throws IOException {
    return connection.clientStays(pause);
  }

  void awaitClientGone() throws IOException {
    connection.drain();
  }
}
