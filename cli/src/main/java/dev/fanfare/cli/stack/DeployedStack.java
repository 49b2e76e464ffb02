package dev.fanfare.cli.stack;

import dev.fanfare.cli.CommandFailure;
import dev.fanfare.cli.ExitCode;
import dev.fanfare.loopback.LocalEndpoints;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.endpoints.AccountIdEndpointMode;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A deployed stack: its description by CloudFormation, and SDK clients for its resources. A client
 * is created on first use and closed together with this object. Thread-safe.
 */
public final class DeployedStack implements AutoCloseable {
  private static final String DEFAULT_NAME = "fanfare";
  private static final String LOCAL = " --local";

  private final StackDescription description;
  private final SdkClients source;
  private final Map<String, Object> clients;

  /** Options that select this stack, with a leading space; empty for the default stack. */
  private final String options;

  private DeployedStack(
      String options,
      StackDescription description,
      SdkClients source,
      Map<String, Object> clients) {
    this.options = options;
    this.description = description;
    this.source = source;
    this.clients = clients;
  }

  /**
   * Finds a stack with the Region, credentials and endpoints that the AWS SDK finds.
   *
   * @throws CommandFailure if there is no such stack, or CloudFormation does not respond
   */
  public static DeployedStack onAws(String name) {
    return find(name, named(name), SdkDefaultClients::new);
  }

  /**
   * Finds the stack of {@code ./fanfare local} by its first port, which serves all AWS APIs.
   *
   * @throws CommandFailure if there is no such stack, or it does not respond
   */
  public static DeployedStack onPort(String name, int first) {
    String local = first == LocalEndpoints.FIRST ? LOCAL : LOCAL + "=" + first;
    URI apis = LocalEndpoints.apis(first);
    return find(name, named(name) + local, () -> new SdkLocalClients(service -> apis));
  }

  /**
   * Finds a stack on this machine. Environment variables and profiles cannot redirect it to AWS.
   *
   * @param endpoints the address of a service by its name in {@link LocalEndpoints}
   * @throws CommandFailure if there is no such stack, or it does not respond
   */
  public static DeployedStack onThisMachine(String name, Function<String, URI> endpoints) {
    return find(name, named(name) + LOCAL, () -> new SdkLocalClients(endpoints));
  }

  private static String named(String name) {
    return name.equals(DEFAULT_NAME) ? "" : " --stack=" + name;
  }

  private static DeployedStack find(String name, String options, Supplier<SdkClients> made) {
    SdkClients source = null;
    try {
      source = made.get();
      CloudFormationClient stacks =
          source.client(CloudFormationClient.builder(), LocalEndpoints.CLOUDFORMATION);
      StackDescription description = StackDescription.find(stacks, name);
      var clients = new ConcurrentHashMap<String, Object>();
      clients.put(LocalEndpoints.CLOUDFORMATION, stacks);
      return new DeployedStack(options, description, source, clients);
    } catch (SdkException e) {
      String advice = source == null ? "" : source.adviceIfUnreachable();
      close(source);
      throw StackErrors.failure(name, e, advice);
    } catch (CommandFailure e) {
      close(source);
      throw e;
    }
  }

  private static void close(@Nullable SdkClients source) {
    if (source != null) {
      source.close();
    }
  }

  public String name() {
    return description.name();
  }

  /** Returns a command line for this stack, for hints that an operator can paste. */
  public String call(String command) {
    return "./fanfare " + command + options;
  }

  /** Returns the Region, such as {@code us-east-1}. */
  public String region() {
    return description.part(StackDescription.REGION);
  }

  /** Returns the account id, twelve digits. */
  public String accountId() {
    return description.part(StackDescription.ACCOUNT);
  }

  /** Whether this is a local stack, regardless of how it was found. */
  public boolean isLocal() {
    return accountId().equals(LocalEndpoints.ACCOUNT_ID);
  }

  public Map<String, String> parameters() {
    return description.parameters();
  }

  public Map<String, String> outputs() {
    return description.outputs();
  }

  /**
   * Returns the value of a template parameter.
   *
   * @throws CommandFailure if the stack has no such parameter
   */
  public String parameter(String name) {
    return value("parameter", name, parameters());
  }

  /**
   * Returns the value of a numeric template parameter.
   *
   * @throws CommandFailure if the stack has no such parameter, or it is not a whole number
   */
  public long number(String name) {
    return number("parameter", name, parameter(name));
  }

  private long number(String kind, String name, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new CommandFailure(
          "%s %s of stack %s is %s: must be a whole number".formatted(kind, name, name(), value),
          e);
    }
  }

  /**
   * Returns the value of a template output.
   *
   * @throws CommandFailure if the stack has no such output
   */
  public String output(String name) {
    return value("output", name, outputs());
  }

  private String value(String kind, String name, Map<String, String> values) {
    return Optional.ofNullable(values.get(name))
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.NO_STACK,
                    ("stack %s has no %s %s: it is not a Fanfare stack, or of another version; deploy this"
                            + " template.yaml, or name another stack with --stack")
                        .formatted(name(), kind, name)));
  }

  /**
   * Returns the requests per second that the stack assumes for the account: the operator's setting,
   * or the default of the Region.
   */
  public long accountPostRate() {
    return number("output", "AccountPostRate", output("AccountPostRate"));
  }

  public String stateMachineArn() {
    return output("StateMachineArn");
  }

  /**
   * Returns the ARN of the execution of a broadcast.
   *
   * @param id of the broadcast
   */
  public String executionArn(String id) {
    return stateMachineArn().replace(":stateMachine:", ":execution:") + ":" + id;
  }

  public String bucket() {
    return output("BucketName");
  }

  public String queueUrl() {
    return output("QueueUrl");
  }

  public String deadLetterQueueUrl() {
    return output("DeadLetterQueueUrl");
  }

  public String connectionsTable() {
    return output("ConnectionsTableName");
  }

  public String subscriptionsTable() {
    return output("SubscriptionsTableName");
  }

  public String staleTable() {
    return output("StaleConnectionsTableName");
  }

  public String progressTable() {
    return output("ProgressTableName");
  }

  /**
   * Returns the log group of a function.
   *
   * @param function logical id without the suffix {@code Function}, such as {@code PushShard}
   */
  public String logGroup(String function) {
    return "/fanfare/" + name() + "/" + function;
  }

  public SfnClient states() {
    return client(SfnClient.class, LocalEndpoints.SFN, SfnClient::builder);
  }

  public DynamoDbClient tables() {
    return client(
        DynamoDbClient.class,
        LocalEndpoints.DYNAMODB,
        () ->
            isLocal()
                ? DynamoDbClient.builder().accountIdEndpointMode(AccountIdEndpointMode.DISABLED)
                : DynamoDbClient.builder());
  }

  /**
   * Returns the S3 client. On a local stack it puts the bucket into the path, because {@code
   * bucket.127.0.0.1} is not a host name.
   */
  public S3Client objects() {
    return client(
        S3Client.class,
        LocalEndpoints.S3,
        () -> S3Client.builder().forcePathStyle(isLocal() ? true : null));
  }

  public SqsClient queues() {
    return client(SqsClient.class, LocalEndpoints.SQS, SqsClient::builder);
  }

  public CloudWatchClient metrics() {
    return client(CloudWatchClient.class, LocalEndpoints.CLOUDWATCH, CloudWatchClient::builder);
  }

  public CloudWatchLogsClient logs() {
    return client(
        CloudWatchLogsClient.class, LocalEndpoints.CLOUDWATCH_LOGS, CloudWatchLogsClient::builder);
  }

  public ServiceQuotasClient quotas() {
    return client(
        ServiceQuotasClient.class, LocalEndpoints.SERVICE_QUOTAS, ServiceQuotasClient::builder);
  }

  public CloudFormationClient stacks() {
    return client(
        CloudFormationClient.class, LocalEndpoints.CLOUDFORMATION, CloudFormationClient::builder);
  }

  public LambdaClient functions() {
    return client(LambdaClient.class, LocalEndpoints.LAMBDA, LambdaClient::builder);
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      Class<C> type, String service, Supplier<B> builder) {
    return type.cast(
        clients.computeIfAbsent(service, name -> source.client(builder.get(), service)));
  }

  @Override
  public void close() {
    source.close();
  }
}
