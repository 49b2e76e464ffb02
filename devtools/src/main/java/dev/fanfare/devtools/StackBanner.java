package dev.fanfare.devtools;

import dev.fanfare.local.LocalStack;
import dev.fanfare.local.StackEndpoints;
import dev.fanfare.local.lambda.FunctionSpec;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalEndpoints;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text that a local stack prints after its start: addresses, outputs and commands to try. */
public final class StackBanner {
  private static final String REQUEST = "{\"data\": {\"text\": \"hello, everyone\"}}";

  private final LocalStack stack;

  public StackBanner(LocalStack stack) {
    this.stack = stack;
  }

  /** Returns the addresses of the services, the outputs of the stack, and commands to try. */
  public List<String> lines() {
    return lines(Map.of());
  }

  /**
   * Returns the lines to print, with the addresses of web pages.
   *
   * @param pages addresses of web pages by name
   */
  List<String> lines(Map<String, URI> pages) {
    var lines = new ArrayList<String>();
    lines.add(
        "running: "
            + stack.template().all(FunctionSpec.class).size()
            + " functions of template.yaml");
    StackEndpoints endpoints = stack.endpoints();
    lines.add("");
    lines.add(row("WebSocket API", endpoints.sockets()));
    lines.add(row("@connections", endpoints.connections()));
    lines.add(row("Step Functions", endpoints.service(LocalEndpoints.SFN)));
    lines.add(row("Lambda", endpoints.service(LocalEndpoints.LAMBDA)));
    lines.add(row("DynamoDB", endpoints.service(LocalEndpoints.DYNAMODB)));
    lines.add(row("SQS", endpoints.service(LocalEndpoints.SQS)));
    lines.add(row("S3", endpoints.service(LocalEndpoints.S3)));
    lines.add(row("issuer of tokens", stack.issuer()));
    lines.add(row("SNS", endpoints.service(LocalEndpoints.SNS)));
    lines.add(row("EventBridge Scheduler", endpoints.service(LocalEndpoints.SCHEDULER)));
    lines.add(row("CloudFormation", endpoints.service(LocalEndpoints.CLOUDFORMATION)));
    lines.add(row("Service Quotas", endpoints.service(LocalEndpoints.SERVICE_QUOTAS)));
    lines.add(row("CloudWatch", endpoints.service(LocalEndpoints.CLOUDWATCH)));
    lines.add(row("CloudWatch Logs", endpoints.service(LocalEndpoints.CLOUDWATCH_LOGS)));
    lines.add(row("Secrets Manager", endpoints.service(LocalEndpoints.SECRETS_MANAGER)));
    pages.forEach((name, address) -> lines.add(row(name, address)));
    lines.add("");
    stack.template().outputs().forEach((name, value) -> lines.add(row(name, local(name, value))));
    lines.add("");
    lines.add("connect a client:");
    lines.add("  npx wscat -c '" + endpoints.sockets() + "?user_id=alice'");
    lines.add("with --parameter Authentication=tokens, use ?token= instead, with a token from:");
    lines.add("  curl " + stack.issuer() + "/token -d '{\"user_id\": \"alice\"}'");
    lines.add("send a broadcast:");
    lines.add("  " + sendLine());
    lines.add("use the AWS CLI and any AWS SDK with this stack, in another terminal:");
    lines.add("  ./fanfare local --env > local.env && . ./local.env");
    lines.add("stop with Ctrl-C");
    return lines;
  }

  /** One line with the names of the template's properties that change nothing on one machine. */
  String noEffects() {
    return stack.template().noEffects().stream()
        .map(property -> property.path().replaceAll(".*\\.", ""))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", ", "Template properties with no local effect: ", ""));
  }

  /**
   * Returns the value of an output. SocketUrl is the only output with a host name of AWS; it is
   * replaced with the local address.
   */
  private String local(String name, String value) {
    return name.equals("SocketUrl") ? stack.endpoints().sockets().toString() : value;
  }

  private String sendLine() {
    return String.join(" ", credentials().toList())
        + " aws sqs send-message --endpoint-url "
        + stack.endpoints().service(LocalEndpoints.SQS)
        + " --queue-url "
        + stack.output("QueueUrl")
        + " --message-body '"
        + REQUEST
        + "'";
  }

  private Stream<String> credentials() {
    String region = stack.account().region();
    return Stream.of(
        "AWS_ACCESS_KEY_ID=" + LocalClients.ACCESS_KEY_ID,
        "AWS_SECRET_ACCESS_KEY=" + LocalClients.SECRET_ACCESS_KEY,
        "AWS_REGION=" + region,
        "AWS_DEFAULT_REGION=" + region);
  }

  private static String row(String name, Object value) {
    return String.format("  %-26s %s", name, value);
  }
}
