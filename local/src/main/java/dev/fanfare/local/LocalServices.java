package dev.fanfare.local;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.dynamodb.LocalDynamoDb;
import dev.fanfare.local.physics.Physics;
import dev.fanfare.local.s3.LocalObjects;
import dev.fanfare.local.sqs.LocalQueues;
import dev.fanfare.local.time.DaemonThreads;
import dev.fanfare.loopback.LocalEndpoints;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.ServiceStartException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** The three services that wrap libraries. They start in parallel because each takes seconds. */
public record LocalServices(LocalDynamoDb dynamoDb, LocalQueues queues, LocalObjects objects)
    implements AutoCloseable {

  /**
   * Starts all three in parallel and waits until they run.
   *
   * @param physics the limits of DynamoDB and S3
   * @throws ServiceStartException if one cannot start; the others are stopped
   */
  public static LocalServices start(StackPorts ports, LocalAccount account, Physics physics) {
    // SLF4J warns if several threads are the first to use it.
    LoggerFactory.getILoggerFactory();
    var dynamoDb =
        starting("dynamodb", () -> LocalDynamoDb.start(ports.of(LocalEndpoints.DYNAMODB), physics));
    var queues = starting("sqs", () -> LocalQueues.start(ports.of(LocalEndpoints.SQS), account));
    var objects = starting("s3", () -> LocalObjects.start(ports.of(LocalEndpoints.S3), physics));
    try {
      CompletableFuture.allOf(dynamoDb, queues, objects).join();
    } catch (CompletionException e) {
      dynamoDb.thenAccept(LocalService::close);
      queues.thenAccept(LocalService::close);
      objects.thenAccept(LocalService::close);
      throw e.getCause() instanceof ServiceStartException cause ? cause : e;
    }
    return new LocalServices(dynamoDb.join(), queues.join(), objects.join());
  }

  private static <S> CompletableFuture<S> starting(String name, Supplier<S> start) {
    var started = new CompletableFuture<S>();
    started.completeAsync(
        start, task -> new DaemonThreads("start-" + name).newThread(task).start());
    return started;
  }

  @Override
  public void close() {
    try (dynamoDb;
        queues;
        objects) {
      // Closes all three, even if closing one fails.
    }
  }
}
