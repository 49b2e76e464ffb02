package dev.fanfare.local.apigateway.edge;

import dev.fanfare.local.apigateway.http.LoopbackServer;
import dev.fanfare.local.apigateway.link.FrameLink;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/**
 * An edge: a process that holds clients' sockets for a gateway, whose hub decides everything. It
 * hears from the hub on stdin and speaks on stdout, which nobody else can; it ends when stdin does,
 * because it is told to, or because the hub's process has ended in whatever way.
 */
public final class EdgeMain {
  private EdgeMain() {}

  /**
   * @param args {@link EdgeSettings}
   */
  public static void main(String[] args) throws InterruptedException {
    PrintStream toHub = System.out;
    System.setOut(System.err); // Whatever else prints must not get between the frames.
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    EdgeSettings settings = EdgeSettings.parse(args);
    var link = new FrameLink("edge", System.in, toHub);
    var sockets = new EdgeSockets(settings, link);
    LoopbackServer server;
    try {
      server =
          LoopbackServer.startSharing(
              settings.port(),
              settings.clientBufferBytes(),
              pipeline -> pipeline.addLast(new EdgeReception(settings, sockets::begin)));
    } catch (UncheckedIOException notBound) {
      System.err.println(notBound.getMessage());
      System.exit(1);
      return;
    }
    // Ctrl-C ends a hub and its edges at the same time; clients are told either way.
    Runtime.getRuntime().addShutdownHook(new Thread(sockets::closeAll, "edge-end"));
    var ended = new CountDownLatch(1);
    link.start(sockets::handle, ended::countDown);
    sockets.ready();
    ended.await();
    server.stopAccepting();
    sockets.closeAll();
    server.close();
  }
}
