package dev.fanfare.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.loopback.LocalService;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;

class LocalDynamoDbIT {
  private static final int DATABASES = 20_000;

  @Test
  void requests_whileOtherDatabasesStart_succeed() {
    var other = new LocalDynamoDBRequestHandler(0, true, null, true, false);
    try (LocalService database = LocalDynamoDb.start(0);
        DynamoDbClient client = client(database.endpoint())) {
      client.listTables();
      var started = new AtomicBoolean();
      var requests =
          CompletableFuture.supplyAsync(
              () -> {
                int answered = 0;
                while (!started.get()) {
                  client.listTables();
                  answered++;
                }
                return answered;
              });
      for (int i = 0; i < DATABASES; i++) {
        DynamoDbHandler.create(other);
      }
      started.set(true);
      other.shutdown();

      assertThat(requests.join()).isPositive();
    }
  }

  private static DynamoDbClient client(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_CENTRAL_1)
        .overrideConfiguration(config -> config.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }
}
