package dev.fanfare.devtools;

import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalEndpoints;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Shell lines that point any AWS SDK and the AWS CLI at a running local stack, and define its
 * outputs as variables. The stack refuses calls to services that it lacks, so that no call reaches
 * AWS.
 */
public final class LocalVariables {
  /** Variables that make an SDK ignore or reject these endpoints. */
  private static final String CONFLICTING =
      "AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SESSION_TOKEN AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"
          + " AWS_USE_FIPS_ENDPOINT AWS_USE_DUALSTACK_ENDPOINT";

  /** Services whose own endpoint, if a shell has it from elsewhere, would override the one here. */
  private static final List<String> SERVICES =
      List.of(
          LocalEndpoints.CLOUDFORMATION,
          LocalEndpoints.CLOUDWATCH,
          LocalEndpoints.CLOUDWATCH_LOGS,
          LocalEndpoints.DYNAMODB,
          "DYNAMODB_STREAMS",
          LocalEndpoints.LAMBDA,
          LocalEndpoints.S3,
          LocalEndpoints.SCHEDULER,
          LocalEndpoints.SECRETS_MANAGER,
          LocalEndpoints.SERVICE_QUOTAS,
          LocalEndpoints.SFN,
          LocalEndpoints.SNS,
          LocalEndpoints.SQS,
          "STS");

  private static final String LOOPBACK = "127.0.0.1,localhost";
  private static final String ENDPOINT = "AWS_ENDPOINT_URL";
  private static final String OWN_ENDPOINT = ENDPOINT + "_";

  private LocalVariables() {}

  /**
   * Returns the shell lines.
   *
   * @param apis the endpoint of all AWS APIs
   */
  public static List<String> of(DeployedStack stack, URI apis) {
    var lines = new ArrayList<String>();
    lines.add("unset " + CONFLICTING);
    lines.add(
        SERVICES.stream().map(OWN_ENDPOINT::concat).collect(Collectors.joining(" ", "unset ", "")));
    lines.add("export AWS_ACCESS_KEY_ID=" + LocalClients.ACCESS_KEY_ID);
    lines.add("export AWS_SECRET_ACCESS_KEY=" + LocalClients.SECRET_ACCESS_KEY);
    lines.add("export AWS_REGION=" + stack.region());
    lines.add("export AWS_DEFAULT_REGION=" + stack.region());
    for (String name : List.of("NO_PROXY", "no_proxy")) {
      lines.add("export %1$s=%2$s${%1$s:+,$%1$s}".formatted(name, LOOPBACK));
    }
    lines.add("export " + ENDPOINT + "=" + apis);
    String posts = stack.output("SocketUrl").replaceFirst("^ws", "http");
    lines.add("export " + OWN_ENDPOINT + "APIGATEWAYMANAGEMENTAPI=" + posts);
    lines.add("export FANFARE_ISSUER_URL=" + apis);
    new TreeMap<>(stack.outputs())
        .forEach((name, value) -> lines.add("export " + variable(name) + "=" + value));
    return lines;
  }

  /**
   * Returns the variable of an output: {@code FANFARE_DEAD_LETTER_QUEUE_URL} for {@code
   * DeadLetterQueueUrl}.
   */
  private static String variable(String output) {
    return "FANFARE_" + output.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }
}
