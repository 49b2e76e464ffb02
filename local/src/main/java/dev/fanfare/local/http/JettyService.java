package dev.fanfare.local.http;

import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.ServiceStartException;
import java.net.URI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A Jetty on the loopback address. */
public final class JettyService implements LocalService {
  private static final int MAX_THREADS = 128;

  /** Connections that wait to be accepted; all clients of a stack may connect at once. */
  private static final int MAX_PENDING = 1024;

  /** Presigned URLs and session tokens are long. */
  private static final int MAX_HEADER_BYTES = 64 * 1024;

  private final String name;
  private final Server server;
  private final int port;

  private JettyService(String name, Server server, int port) {
    this.name = name;
    this.server = server;
    this.port = port;
  }

  /**
   * Starts serving.
   *
   * @param name for threads and errors
   * @param port 0 for any free port
   * @param handler starts and stops with the server
   * @throws ServiceStartException if the port is in use
   */
  public static JettyService start(String name, int port, Handler handler) {
    var threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName(name);
    threads.setDaemon(true);
    var server = new Server(threads);
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(HOST);
    connector.setPort(port);
    connector.setAcceptQueueSize(MAX_PENDING);
    server.addConnector(connector);
    server.setHandler(handler);
    try {
      server.start();
      return new JettyService(name, server, connector.getLocalPort());
    } catch (Exception e) { // Jetty's lifecycle declares nothing narrower.
      stop(name, server);
      throw ServiceStartException.of(name, port, e);
    }
  }

  private static HttpConfiguration configuration() {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    // Keys of S3 objects may have empty, relative and encoded parts.
    http.setUriCompliance(UriCompliance.LEGACY);
    return http;
  }

  @Override
  public URI endpoint() {
    return URI.create("http://" + HOST + ":" + port);
  }

  @Override
  public void close() {
    stop(name, server);
  }

  private static void stop(String name, Server server) {
    try {
      server.stop();
    } catch (Exception e) { // Jetty's lifecycle declares nothing narrower.
      throw new IllegalStateException(name + " did not stop", e);
    }
  }
}
