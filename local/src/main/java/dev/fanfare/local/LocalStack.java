package dev.fanfare.local;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.apigateway.Gateway;
import dev.fanfare.local.cloudformation.Template;
import dev.fanfare.local.physics.LimitMeter;
import dev.fanfare.local.physics.Physics;
import dev.fanfare.loopback.LocalClients;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * One template, running in this JVM. {@link #start} returns when every part is up and every
 * function has started once; {@link #close} stops the stack and deletes its data.
 */
public final class LocalStack implements AutoCloseable {
  private final StackParts parts;
  private final LocalClients clients;
  private final Template template;
  private final Gateway gateway;
  private final URI apis;
  private final Physics physics;

  LocalStack(
      StackParts parts,
      LocalClients clients,
      Template template,
      Gateway gateway,
      URI apis,
      Physics physics) {
    this.parts = parts;
    this.clients = clients;
    this.template = template;
    this.gateway = gateway;
    this.apis = apis;
    this.physics = physics;
  }

  /**
   * Starts a stack.
   *
   * @throws IOException if the template cannot be read
   * @throws dev.fanfare.local.cloudformation.UnsupportedTemplateException if the template has
   *     errors; lists them all
   * @throws dev.fanfare.local.stepfunctions.definition.InvalidDefinitionException if a state
   *     machine has errors; lists them all
   * @throws dev.fanfare.local.lambda.FunctionStartException if functions cannot start; lists them
   *     all
   * @throws StackPorts.InUseException if ports are in use; lists them all
   * @throws dev.fanfare.loopback.ServiceStartException if a part cannot start
   */
  public static LocalStack start(StackSettings settings) throws IOException {
    var parts = new StackParts();
    try {
      return new StackStart(settings, parts).start();
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  public StackEndpoints endpoints() {
    return new StackEndpoints(apis, gateway.socketEndpoint(), gateway.connectionsEndpoint());
  }

  /** The template, resolved. */
  public Template template() {
    return template;
  }

  public LocalAccount account() {
    return template.stack().account();
  }

  /**
   * The value of one of the template's outputs.
   *
   * @throws IllegalArgumentException if the template has no such output
   */
  public String output(String name) {
    return template.output(name);
  }

  /** The address of the development issuer, where clients get tokens. */
  public URI issuer() {
    return apis;
  }

  /** The limits that are on, and what they did since the start. */
  public List<LimitMeter.Row> limits() {
    return physics.meter().rows(physics.settings());
  }

  /** The number of open sockets. */
  public int connections() {
    return gateway.connections();
  }

  public DynamoDbClient tables() {
    return clients.dynamoDb(apis);
  }

  public SqsClient queues() {
    return clients.sqs(apis);
  }

  public S3Client objects() {
    return clients.s3(apis);
  }

  public SfnClient states() {
    return clients.sfn(apis);
  }

  @Override
  public void close() {
    parts.close();
  }
}
