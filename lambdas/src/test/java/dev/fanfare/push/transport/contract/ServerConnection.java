package dev.fanfare.push.transport.contract;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A connection at the scripted server: reads and writes bytes, and ends in various ways. */
final class ServerConnection {
  private static final String END_OF_HEAD = "\r\n\r\n";

  private final int number;

  /** The TCP socket; under TLS the other socket wraps it. */
  private final Socket tcp;

  private final Socket secured;
  private final CountDownLatch serverClosed;
  private final InputStream in;
  private final OutputStream out;
  private boolean ended;

  ServerConnection(int number, Socket tcp, Socket secured, CountDownLatch serverClosed)
      throws IOException {
    this.number = number;
    this.secured = secured;
    this.serverClosed = serverClosed;
    this.tcp = tcp;
    this.in = new BufferedInputStream(secured.getInputStream());
    this.out = secured.getOutputStream();
  }

  /** Reads the head of the next request; empty if the client closes the connection instead. */
  Optional<ReceivedRequest> nextRequest() throws IOException {
    var head = new StringBuilder();
    while (!endsWith(head, END_OF_HEAD)) {
      int next = in.read();
      if (next < 0) {
        return Optional.empty();
      }
      head.append((char) next);
    }
    return Optional.of(new ReceivedRequest(number, head.toString()));
  }

  private static boolean endsWith(StringBuilder text, String end) {
    int from = text.length() - end.length();
    return from >= 0 && text.indexOf(end, from) >= 0;
  }

  byte[] read(int bytes) throws IOException {
    byte[] read = in.readNBytes(bytes);
    if (read.length < bytes) {
      throw new EOFException("the client left after %d of %d bytes".formatted(read.length, bytes));
    }
    return read;
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Reads everything until the client disconnects, then ends the connection. */
  void drain() throws IOException {
    ended = true;
    in.transferTo(OutputStream.nullOutputStream());
    tcp.close();
  }

  boolean clientStays(Duration pause) throws IOException {
    tcp.setSoTimeout((int) pause.toMillis());
    try {
      return in.read() >= 0;
    } catch (SocketTimeoutException silent) {
      return true;
    } finally {
      tcp.setSoTimeout(0);
    }
  }

  /** Waits for this duration, or until the server closes. */
  void pause(Duration duration) throws IOException {
    try {
      if (serverClosed.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new EOFException("the server closes");
      }
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  void close() throws IOException {
    ended = true;
    secured.close();
  }

  void cut() throws IOException {
    ended = true;
    tcp.close();
  }

  void closeOutput() throws IOException {
    tcp.shutdownOutput();
  }

  void reset() throws IOException {
    ended = true;
    tcp.setSoLinger(true, 0);
    tcp.close();
  }

  boolean hasEnded() {
    return ended;
  }
}
