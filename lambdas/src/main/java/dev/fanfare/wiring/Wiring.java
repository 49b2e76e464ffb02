package dev.fanfare.wiring;

import dev.fanfare.bucket.S3BroadcastBucket;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Variables;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Parts that all functions share. A subclass first reads all variables of a function and then
 * requests clients. The first client request checks the variables, so that one failure lists every
 * problem.
 */
class Wiring {
  static final int MAX_RETENTION_DAYS = 3650;

  /** Limit for tables whose rows have a TTL. */
  static final int MAX_TABLE_RETENTION_DAYS = 731;

  final Map<String, String> environment;
  final Variables variables;
  final Clock clock = Clock.systemUTC();

  private @Nullable AwsClients clients;
  private @Nullable DynamoDbClient tables;
  private @Nullable S3Client objects;
  private @Nullable SfnClient executions;
  private @Nullable RandomGenerator random;

  Wiring(Map<String, String> environment) {
    this.environment = environment;
    this.variables = new Variables(environment);
  }

  /**
   * @throws dev.fanfare.config.ConfigurationException with every problem of the variables read so
   *     far
   */
  final AwsClients clients() {
    variables.check();
    if (clients == null) {
      clients = new AwsClients(environment);
    }
    return clients;
  }

  final DynamoDbClient tables() {
    if (tables == null) {
      tables = clients().tables();
    }
    return tables;
  }

  final S3BroadcastBucket bucket(String name) {
    if (objects == null) {
      objects = clients().objects();
    }
    return new S3BroadcastBucket(objects, name);
  }

  final SfnClient executions() {
    if (executions == null) {
      executions = clients().executions();
    }
    return executions;
  }

  /** Not seeded: otherwise all environments restored by SnapStart would draw the same numbers. */
  final RandomGenerator random() {
    if (random == null) {
      random = new SecureRandom();
    }
    return random;
  }

  /** A pool of daemon threads, started on demand. */
  static ExecutorService threads(int count, String name) {
    return Executors.newFixedThreadPool(
        count,
        task -> {
          var thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
