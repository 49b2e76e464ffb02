package dev.fanfare.tests.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The address of a page that {@link StackKind#TOKENS} allows, on a free port. */
public final class AllowedPage {
  public static final int PORT = freePort();

  private AllowedPage() {}

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
