package dev.fanfare.loopback;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.endpoints.AccountIdEndpointMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Builds SDK clients that can only reach the local stack: an operator's profile, credentials,
 * Region, endpoint or proxy must not make a local run use a real account. The clients therefore get
 * explicit values for everything that the SDK would look up in the environment or in {@code
 * ~/.aws}.
 *
 * <p>All clients share one HTTP client. {@link #close} closes it; the clients themselves need no
 * closing.
 */
public final class LocalClients implements AutoCloseable {

  /** A placeholder; the local services accept any credentials. */
  public static final String ACCESS_KEY_ID = "local";

  /** See {@link #ACCESS_KEY_ID}. */
  public static final String SECRET_ACCESS_KEY = "local";

  private static final int MAX_ATTEMPTS = 3;

  private final Region region;
  private final SdkHttpClient http;

  /**
   * @param region the Region that requests are signed for, such as {@code us-east-1}
   * @param http must ignore the proxies that the environment names; closed with the clients
   */
  public LocalClients(String region, SdkHttpClient http) {
    AwsIsolation.isolate(region);
    this.region = Region.of(region);
    this.http = http;
  }

  public DynamoDbClient dynamoDb(URI endpoint) {
    return configured(DynamoDbClient.builder(), endpoint)
        .accountIdEndpointMode(AccountIdEndpointMode.DISABLED)
        .build();
  }

  /** DynamoDB Streams has its own API, at the same address as the tables. */
  public DynamoDbStreamsClient streams(URI endpoint) {
    return configured(DynamoDbStreamsClient.builder(), endpoint).build();
  }

  /** Uses path-style addressing: {@code bucket.127.0.0.1} is not a host name. */
  public S3Client s3(URI endpoint) {
    return configured(S3Client.builder(), endpoint)
        .forcePathStyle(true)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_SUPPORTED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_SUPPORTED)
        .build();
  }

  public SqsClient sqs(URI endpoint) {
    return configured(SqsClient.builder(), endpoint).build();
  }

  public SfnClient sfn(URI endpoint) {
    return configured(SfnClient.builder(), endpoint).build();
  }

  /**
   * Configures the builder of any other client.
   *
   * @return the builder
   */
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(
      B builder, URI endpoint) {
    return builder
        .endpointOverride(endpoint)
        .region(region)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(ACCESS_KEY_ID, SECRET_ACCESS_KEY)))
        .httpClient(http)
        .fipsEnabled(false)
        .dualstackEnabled(false)
        .defaultsMode(DefaultsMode.STANDARD)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .defaultProfileFile(ProfileFile.aggregator().build())
                .defaultProfileName("default")
                .retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(MAX_ATTEMPTS)
                        .build())
                .build());
  }

  @Override
  public void close() {
    http.close();
  }
}
