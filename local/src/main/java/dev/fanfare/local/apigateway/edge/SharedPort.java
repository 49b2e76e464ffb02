package dev.fanfare.local.apigateway.edge;

import dev.fanfare.local.apigateway.http.LoopbackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * A port of 127.0.0.1 that several processes of one user share through {@code SO_REUSEPORT}. This
 * process binds it without listening, so that no other program takes it before an edge listens or
 * after one ends.
 */
public final class SharedPort implements AutoCloseable {
  private final SocketChannel holder;
  private final int number;

  private SharedPort(SocketChannel holder) throws IOException {
    this.holder = holder;
    this.number = ((InetSocketAddress) holder.getLocalAddress()).getPort();
  }

  /** Whether the system distributes connections over all listeners; macOS does not. */
  public static boolean isSupported() {
    if (!System.getProperty("os.name").startsWith("Linux")) {
      return false;
    }
    try (var channel = SocketChannel.open()) {
      return channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open a socket", e);
    }
  }

  /**
   * @param port 0 for any free port
   * @throws UncheckedIOException if the port is in use; the message names it
   */
  static SharedPort hold(int port) {
    try {
      var holder = SocketChannel.open();
      try {
        holder.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        return new SharedPort(holder.bind(LoopbackServer.loopback(port)));
      } catch (IOException inUse) {
        holder.close();
        throw inUse;
      }
    } catch (IOException e) {
      throw LoopbackServer.portInUse(port, e);
    }
  }

  int number() {
    return number;
  }

  @Override
  public void close() {
    try {
      holder.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release port " + number, e);
    }
  }
}
