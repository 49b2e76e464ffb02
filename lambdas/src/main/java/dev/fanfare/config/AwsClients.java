package dev.fanfare.config;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.crt.ProxyConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Makes the AWS clients of one environment from nothing but its variables: never from a profile
 * file, so that a function run on somebody's laptop cannot reach that person's account.
 */
public final class AwsClients {
  private static final String ENDPOINT = "AWS_ENDPOINT_URL_";
  private static final int CONNECTIONS = 64;

  private final Map<String, String> variables;
  private final Region region;
  private final AwsCredentialsProvider credentials;

  /** Whether a stand-in for AWS is meant: then nothing may go by way of somebody's proxy. */
  private final boolean isStandIn;

  public AwsClients(Map<String, String> variables) {
    this.variables = variables;
    this.region = region(variables);
    this.credentials = credentials(variables);
    this.isStandIn = variables.keySet().stream().anyMatch(name -> name.startsWith(ENDPOINT));
  }

  public DynamoDbClient tables() {
    return configure(DynamoDbClient.builder(), "DYNAMODB").httpClientBuilder(http()).build();
  }

  public S3Client objects() {
    // A stand-in has no host name per bucket.
    return configure(S3Client.builder().forcePathStyle(isStandIn), "S3")
        .httpClientBuilder(http())
        .build();
  }

  public SfnClient executions() {
    return configure(SfnClient.builder(), "SFN").httpClientBuilder(http()).build();
  }

  public SqsClient queues() {
    return configure(SqsClient.builder(), "SQS").httpClientBuilder(http()).build();
  }

  public SecretsManagerClient secrets() {
    return configure(SecretsManagerClient.builder(), "SECRETS_MANAGER")
        .httpClientBuilder(http())
        .build();
  }

  /**
   * The client that closes connections; it retries, as the SDK does.
   *
   * @param endpoint the WebSocket API's, stage included
   */
  public ApiGatewayManagementApiClient connections(URI endpoint) {
    return management(endpoint, settings -> isolate(settings));
  }

  /**
   * The client that looks whether connections are open, for somebody who waits. It does not retry.
   *
   * @param endpoint the WebSocket API's, stage included
   * @param timeout longest wait for one answer
   */
  public ApiGatewayManagementApiClient connections(URI endpoint, Duration timeout) {
    return management(
        endpoint,
        settings ->
            isolate(settings)
                .apiCallTimeout(timeout)
                .retryStrategy(DefaultRetryStrategy.doNotRetry()));
  }

  private ApiGatewayManagementApiClient management(
      URI endpoint, Consumer<ClientOverrideConfiguration.Builder> settings) {
    return ApiGatewayManagementApiClient.builder()
        .region(region)
        .credentialsProvider(credentials)
        .endpointOverride(endpoint)
        .overrideConfiguration(settings)
        .httpClientBuilder(http())
        .build();
  }

  /**
   * The client that posts. It never retries: whether and when a post is tried again is the pusher's
   * own decision.
   *
   * @param endpoint the WebSocket API's, stage included
   * @param connections most sockets to open
   * @param timeout longest wait for one answer
   */
  public ApiGatewayManagementApiAsyncClient connections(
      URI endpoint, int connections, Duration timeout) {
    return ApiGatewayManagementApiAsyncClient.builder()
        .region(region)
        .credentialsProvider(credentials)
        .endpointOverride(endpoint)
        .overrideConfiguration(
            settings ->
                isolate(settings)
                    .apiCallTimeout(timeout)
                    .retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .httpClientBuilder(
            AwsCrtAsyncHttpClient.builder().maxConcurrency(connections).proxyConfiguration(proxy()))
        .build();
  }

  /**
   * The keys of now, to sign with. To be asked again and again, since those of a function change;
   * answers at once except the first time.
   */
  public Keys keys() {
    AwsCredentials current = credentials.resolveCredentials();
    String token = current instanceof AwsSessionCredentials session ? session.sessionToken() : null;
    return new Keys(current.accessKeyId(), current.secretAccessKey(), token);
  }

  /**
   * @param sessionToken null for keys that are no session's
   */
  public record Keys(String id, String secret, String sessionToken) {
    /** Without the secrets, since records end up in logs. */
    @Override
    public String toString() {
      return "Keys[" + id + "]";
    }
  }

  private <B extends AwsClientBuilder<B, ?>> B configure(B builder, String service) {
    endpoint(service).ifPresent(builder::endpointOverride);
    return builder
        .region(region)
        .credentialsProvider(credentials)
        .overrideConfiguration(settings -> isolate(settings));
  }

  /** The variable that every AWS SDK knows for a service's address. */
  private Optional<URI> endpoint(String service) {
    return Optional.ofNullable(variables.get(ENDPOINT + service)).map(URI::create);
  }

  private static ClientOverrideConfiguration.Builder isolate(
      ClientOverrideConfiguration.Builder settings) {
    return settings.defaultProfileFile(ProfileFile.aggregator().build());
  }

  /** Not built here: so each client has connections of its own, and closes them when it closes. */
  private AwsCrtHttpClient.Builder http() {
    return AwsCrtHttpClient.builder().maxConcurrency(CONNECTIONS).proxyConfiguration(proxy());
  }

  private ProxyConfiguration proxy() {
    return ProxyConfiguration.builder()
        .useSystemPropertyValues(!isStandIn)
        .useEnvironmentVariableValues(!isStandIn)
        .build();
  }

  public String region() {
    return region.id();
  }

  private static Region region(Map<String, String> variables) {
    var checked = new Variables(variables);
    String region = checked.text("AWS_REGION");
    checked.check();
    return Region.of(region);
  }

  /** Lambda gives keys as variables, or, under SnapStart, an address to fetch them from. */
  private static AwsCredentialsProvider credentials(Map<String, String> variables) {
    String key = variables.get("AWS_ACCESS_KEY_ID");
    if (key == null) {
      return ContainerCredentialsProvider.builder().asyncCredentialUpdateEnabled(true).build();
    }
    String secret = variables.get("AWS_SECRET_ACCESS_KEY");
    String token = variables.get("AWS_SESSION_TOKEN");
    AwsCredentials fixed =
        token == null
            ? AwsBasicCredentials.create(key, secret)
            : AwsSessionCredentials.create(key, secret, token);
    return StaticCredentialsProvider.create(fixed);
  }
}
