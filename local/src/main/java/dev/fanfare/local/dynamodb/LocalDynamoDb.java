package dev.fanfare.local.dynamodb;

import dev.fanfare.local.physics.Limit;
import dev.fanfare.local.physics.Physics;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.ServiceStartException;
import java.net.URI;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;

/**
 * DynamoDB Local, in memory, with one database for all Regions and access keys.
 *
 * <p>Amazon's {@code ServerRunner} binds all interfaces and sends telemetry to Amazon when it
 * starts. Its request handler does neither, so this class runs the handler in its own Jetty server.
 */
public record LocalDynamoDb(Server server, LocalDynamoDBRequestHandler requests, URI endpoint)
    implements LocalService {
  private static final String NAME = "DynamoDB";
  static final boolean IN_MEMORY = true;
  static final boolean SHARED = true;

  /** Whether tables take time to become active. */
  static final boolean DELAYS = false;

  private static final int MAX_THREADS = 64;

  /** Starts an empty database, as fast as this machine. */
  public static LocalDynamoDb start(int port) {
    return start(port, Physics.none());
  }

  /**
   * Starts an empty database.
   *
   * @param port 0 for any free port
   * @param physics the throughput of tables
   * @throws ServiceStartException if the port is in use
   */
  public static LocalDynamoDb start(int port, Physics physics) {
    return start(port, physics, System::nanoTime);
  }

  /**
   * @param nanos reads the time
   */
  static LocalDynamoDb start(int port, Physics physics, LongSupplier nanos) {
    var threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName("dynamodb");
    threads.setDaemon(true);
    var server = new Server(threads);
    var connector = new ServerConnector(server, 1, 1);
    connector.setHost(HOST);
    connector.setPort(port);
    server.addConnector(connector);
    try {
      var requests = requests(physics, nanos);
      server.setHandler(new ContextHandler(DynamoDbHandler.create(requests), "/"));
      server.start();
      var endpoint = URI.create("http://" + HOST + ":" + connector.getLocalPort());
      return new LocalDynamoDb(server, requests, endpoint);
    } catch (Exception e) { // Jetty's lifecycle declares nothing narrower.
      throw ServiceStartException.of(NAME, port, e);
    }
  }

  private static LocalDynamoDBRequestHandler requests(Physics physics, LongSupplier nanos)
      throws DynamoDBLocalServiceException {
    boolean isLimited =
        physics.settings().isOn(Limit.DYNAMODB_TABLE)
            || physics.settings().isOn(Limit.DYNAMODB_PARTITION);
    return isLimited
        ? new LimitedRequests(new TableLimits(physics, nanos))
        : new LocalDynamoDBRequestHandler(0, IN_MEMORY, null, SHARED, DELAYS);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // Jetty's lifecycle declares nothing narrower.
      throw new IllegalStateException(NAME + " did not stop", e);
    } finally {
      requests.shutdown();
    }
  }
}
