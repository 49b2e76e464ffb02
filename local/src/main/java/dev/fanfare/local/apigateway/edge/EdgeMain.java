package dev.fanfare.local.apigateway.edge;

import dev.fanfare.local.apigateway.http.LoopbackServer;
import dev.fanfare.local.apigateway.link.FrameLink;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/**
 * An edge: a process that holds clients' sockets for a gateway. The hub makes all decisions. The
 * edge reads the hub's frames from stdin and writes its own to stdout. It ends when stdin ends,
 * either because the hub closes it or because the hub's process has ended.
 */
public final class EdgeMain {
  private EdgeMain() {}

  /**
   * @param args see {@link EdgeSettings}
   */
  public static void main(String[] args) throws InterruptedException {
    PrintStream toHub = System.out;
    System.setOut(System.err); // Other output would corrupt the frames.
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    EdgeSettings settings = EdgeSettings.parse(args);
    var link = new FrameLink("edge", System.in, toHub);
    var sockets = new EdgeSockets(settings, link);
    LoopbackServer server;
    try {
      server =
          LoopbackServer.startSharing(
              settings.port(),
              settings.sizes().clientBuffer(),
              pipeline -> pipeline.addLast(new EdgeReception(settings, sockets::begin)));
    } catch (UncheckedIOException notBound) {
      System.err.println(notBound.getMessage());
      System.exit(1);
      return;
    }
    // Ctrl-C ends the hub and its edges at the same time; clients get close frames in any case.
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
