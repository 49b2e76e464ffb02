package dev.fanfare.local.apigateway.edge;

import dev.fanfare.local.apigateway.http.LoopbackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * A port of 127.0.0.1 that several processes of the same user are to share by {@code SO_REUSEPORT}.
 * It is bound here, but not listened on: so it belongs to nobody else before the first of them
 * comes and when one of them ends.
 */
public final class SharedPort implements AutoCloseable {
  private final SocketChannel holder;
  private final int number;

  private SharedPort(SocketChannel holder) throws IOException {
    this.holder = holder;
    this.number = ((InetSocketAddress) holder.getLocalAddress()).getPort();
  }

  /**
   * Whether this system deals connections out to all who listen. macOS has the option too, but
   * there one of them gets all.
   */
  public static boolean isSupported() {
    if (!System.getProperty("os.name").startsWith("Linux")) {
      return false;
    }
    try (var channel = SocketChannel.open()) {
      return channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT);
    } catch (IOException e) {
      throw new UncheckedIOException("No socket can be opened", e);
    }
  }

  /**
   * @param port 0 for any free one
   * @throws UncheckedIOException when it cannot be had; the message names it
   */
  static SharedPort hold(int port) {
    try {
      var holder = SocketChannel.open();
      try {
        holder.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        return new SharedPort(holder.bind(LoopbackServer.loopback(port)));
      } catch (IOException taken) {
        holder.close();
        throw taken;
      }
    } catch (IOException e) {
      throw LoopbackServer.cannotHave(port, e);
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
      throw new UncheckedIOException("Port " + number + " is not let go", e);
    }
  }
}
