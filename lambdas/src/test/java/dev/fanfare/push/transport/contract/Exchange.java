package dev.fanfare.push.transport.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One request at the scripted server, with control of its connection. */
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

  /** Reads the rest of the request, unless that has already been done. */
  void readBody() throws IOException {
    if (!read) {
      read = true;
      request.receiveBody(connection.read(request.contentLength()));
    }
  }

  /** Reads this many bytes of the body and leaves the rest. */
  void readSome(int bytes) throws IOException {
    connection.read(bytes);
  }

  /** Reads the whole body in pieces of this size. */
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

  /** Ends the output to the client (under TLS without a close_notify) and continues to read. */
  void closeOutput() throws IOException {
    connection.closeOutput();
  }

  void reset() throws IOException {
    connection.reset();
  }

  /**
   * Waits for this duration, or until the client disconnects. The client must not send another
   * request meanwhile.
   */
  boolean clientStays(Duration pause) throws IOException {
    return connection.clientStays(pause);
  }

  /** Does nothing for this duration, and does not read either. */
  void pause(Duration pause) throws IOException {
    connection.pause(pause);
  }

  void awaitClientGone() throws IOException {
    connection.drain();
  }
}
