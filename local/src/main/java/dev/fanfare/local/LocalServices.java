package dev.fanfare.local;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.dynamodb.DynamoDbHandler;
import dev.fanfare.local.http.AwsService;
import dev.fanfare.local.http.Endpoint;
import dev.fanfare.local.physics.Physics;
import dev.fanfare.local.s3.ObjectsHandler;
import dev.fanfare.local.sqs.QueuesHandler;
import dev.fanfare.local.time.DaemonThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.slf4j.LoggerFactory;

/** The three services that wrap libraries. They start in parallel because each takes seconds. */
final class LocalServices {
  private LocalServices() {}

  /**
   * Adds all three to an endpoint, which stops them.
   *
   * @param physics the limits of DynamoDB and S3
   */
  static void mount(Endpoint endpoint, LocalAccount account, Physics physics) {
    // SLF4J warns if several threads are the first to use it.
    LoggerFactory.getILoggerFactory();
    try {
      CompletableFuture.allOf(
              mounting(endpoint, AwsService.DYNAMODB, () -> DynamoDbHandler.create(physics)),
              mounting(endpoint, AwsService.S3, () -> ObjectsHandler.create(physics)),
              mounting(
                  endpoint,
                  AwsService.SQS,
                  () -> QueuesHandler.create(endpoint.endpoint(), account)))
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static CompletableFuture<Void> mounting(
      Endpoint endpoint, AwsService service, Supplier<Handler> create) {
    var threads = new DaemonThreads("start-" + service.signingName());
    return CompletableFuture.runAsync(
        () -> endpoint.mount(service, create.get()), task -> threads.newThread(task).start());
  }
}
