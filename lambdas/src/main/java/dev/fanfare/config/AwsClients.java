package dev.fanfare.config;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
 * Creates the AWS clients of one environment from its variables alone. It never reads a profile
 * file, so that a function run on a developer's machine cannot reach the developer's account.
 */
public final class AwsClients {
  private static final String ENDPOINT = "AWS_ENDPOINT_URL";
  private static final int CONNECTIONS = 64;

  private final Map<String, String> variables;
  private final Region region;
  private final AwsCredentialsProvider credentials;

  /**
   * Whether the variables name local service endpoints: requests must then not go through a proxy.
   */
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
    // A local service has no host name per bucket.
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
   * The client that closes connections, with the SDK's default retries.
   *
   * @param endpoint address of the WebSocket API, stage included
   */
  public ApiGatewayManagementApiClient connections(URI endpoint) {
    return management(endpoint, settings -> isolate(settings));
  }

  /**
   * The client that checks whether connections are open while a caller waits. It does not retry.
   *
   * @param endpoint address of the WebSocket API, stage included
   * @param timeout maximum wait for one response
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
   * The client that posts. It never retries: the pusher decides whether and when to retry a post.
   *
   * @param endpoint address of the WebSocket API, stage included
   * @param connections maximum number of open sockets
   * @param timeout maximum wait for one response
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
   * The current signing keys. Call it for each use, since a function's keys change. Only the first
   * call may block.
   */
  public Keys keys() {
    AwsCredentials current = credentials.resolveCredentials();
    String token = current instanceof AwsSessionCredentials session ? session.sessionToken() : null;
    return new Keys(current.accessKeyId(), current.secretAccessKey(), token);
  }

  /**
   * @param sessionToken null for keys without a session
   */
  public record Keys(String id, String secret, @Nullable String sessionToken) {
    /** Omits the secrets, since records end up in logs. */
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

  /** The service's address from the standard AWS SDK variables. */
  private Optional<URI> endpoint(String service) {
    return Optional.ofNullable(variables.get(ENDPOINT + "_" + service))
        .or(() -> Optional.ofNullable(variables.get(ENDPOINT)))
        .map(URI::create);
  }

  private static ClientOverrideConfiguration.Builder isolate(
      ClientOverrideConfiguration.Builder settings) {
    return settings.defaultProfileFile(ProfileFile.aggregator().build());
  }

  /**
   * A builder rather than a client: each SDK client then has its own connections, and closes them.
   */
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

  /** Lambda provides keys as variables or, under SnapStart, an address to fetch them from. */
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
