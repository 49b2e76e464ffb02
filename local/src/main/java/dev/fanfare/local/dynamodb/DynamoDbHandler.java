package dev.fanfare.local.dynamodb;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import software.amazon.dynamodb.services.local.server.DynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * Amazon's handler, made safe for several databases in one JVM. Its constructor empties and refills
 * a static map of all actions. A concurrent request to another database would get {@code
 * InvalidAction}, so a lock keeps requests out while a handler is created.
 */
final class DynamoDbHandler extends LocalDynamoDBServerHandler {
  private static final ReadWriteLock ACTIONS = new ReentrantReadWriteLock();

  private DynamoDbHandler(DynamoDBRequestHandler requests) {
    super(requests, null);
  }

  static DynamoDbHandler create(DynamoDBRequestHandler requests) {
    ACTIONS.writeLock().lock();
    try {
      return new DynamoDbHandler(requests);
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
}
