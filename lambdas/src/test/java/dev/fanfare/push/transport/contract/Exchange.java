package dev.fanfare.push.transport.contract;

import java.io.ByteArrayOutputStream;
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

  /** Reads the whole body, so many bytes at a time. */
  void readSlowly(int bytes, Duration pause) throws IOException {
    read = true;
    var body = new ByteArrayOutputStream();
    for (int left = request.contentLength(); left > 0; left -= bytes) {
      connection.pause(pause);
      body.writeBytes(connection.read(Math.min(left, bytes)));
    }
    request.receiveBody(body.toByteArray());
  }

  void write(String text) throws IOException {
    connection.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void close() throws IOException {
    connection.close();
  }

  void cut() throws IOException {
    connection.cut();
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

  /** Does nothing for so long, not even read. */
  void pause(Duration pause) throws IOException {
    connection.pause(pause);
  }

  void awaitClientGone() throws IOException {
    connection.drain();
  }
}
