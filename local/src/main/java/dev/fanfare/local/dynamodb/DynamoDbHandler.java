package dev.fanfare.local.dynamodb;

import dev.fanfare.local.physics.Limit;
import dev.fanfare.local.physics.Physics;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.Callback;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local, in memory, with one database for all Regions and access keys. The database ends
 * when the handler stops.
 *
 * <p>Amazon's {@code ServerRunner} binds all interfaces and sends telemetry to Amazon when it
 * starts. Its request handler does neither, so this class runs the handler in our own Jetty.
 *
 * <p>It is safe for several databases in one JVM: the constructor of Amazon's handler empties and
 * refills a static map of all actions. A concurrent request to another database would get {@code
 * InvalidAction}, so a lock keeps requests out while a handler is created.
 */
public final class DynamoDbHandler extends LocalDynamoDBServerHandler {
  static final boolean IN_MEMORY = true;
  static final boolean SHARED = true;

  /** Whether tables take time to become active. */
  static final boolean DELAYS = false;

  private static final ReadWriteLock ACTIONS = new ReentrantReadWriteLock();

  private final LocalDynamoDBRequestHandler requests;

  private DynamoDbHandler(LocalDynamoDBRequestHandler requests) {
    super(requests, null);
    this.requests = requests;
  }

  /**
   * Creates an empty database.
   *
   * @param physics the throughput of tables
   */
  public static Handler create(Physics physics) {
    return create(physics, System::nanoTime);
  }

  /**
   * @param nanos reads the time
   */
  static Handler create(Physics physics, LongSupplier nanos) {
    boolean isLimited =
        physics.settings().isOn(Limit.DYNAMODB_TABLE)
            || physics.settings().isOn(Limit.DYNAMODB_PARTITION);
    return create(
        isLimited
            ? new LimitedRequests(new TableLimits(physics, nanos))
            : new LocalDynamoDBRequestHandler(0, IN_MEMORY, null, SHARED, DELAYS));
  }

  static Handler create(LocalDynamoDBRequestHandler requests) {
    ACTIONS.writeLock().lock();
    try {
      return new ContextHandler(new DynamoDbHandler(requests), "/");
    } finally {
      ACTIONS.writeLock().unlock();
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    ACTIONS.readLock().lock();
    try {
      return super.handle(request, response, callback);
    } finally {
      ACTIONS.readLock().unlock();
    }
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    requests.shutdown();
  }
}
