package dev.fanfare.devtools;

import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalEndpoints;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shell lines that point any AWS SDK and the AWS CLI at a running local stack, and define its
 * outputs as variables. Calls to services that the stack lacks go to it too and fail there, so that
 * no call reaches AWS.
 */
public final class LocalVariables {
  /** Variables that make an SDK ignore or reject these endpoints. */
  private static final String CONFLICTING =
      "AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SESSION_TOKEN AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"
          + " AWS_USE_FIPS_ENDPOINT AWS_USE_DUALSTACK_ENDPOINT";

  private static final String LOOPBACK = "127.0.0.1,localhost";
  private static final String ENDPOINT = "AWS_ENDPOINT_URL";

  private LocalVariables() {}

  /**
   * Returns the shell lines.
   *
   * @param port first port of the stack
   */
  public static List<String> of(DeployedStack stack, int port) {
    var lines = new ArrayList<String>();
    lines.add("unset " + CONFLICTING);
    lines.add("export AWS_ACCESS_KEY_ID=" + LocalClients.ACCESS_KEY_ID);
    lines.add("export AWS_SECRET_ACCESS_KEY=" + LocalClients.SECRET_ACCESS_KEY);
    lines.add("export AWS_REGION=" + stack.region());
    lines.add("export AWS_DEFAULT_REGION=" + stack.region());
    for (String name : List.of("NO_PROXY", "no_proxy")) {
      lines.add("export %1$s=%2$s${%1$s:+,$%1$s}".formatted(name, LOOPBACK));
    }
    endpoints(stack, port).forEach((name, url) -> lines.add("export " + name + "=" + url));
    lines.add(
        "export FANFARE_ISSUER_URL=http://127.0.0.1:"
            + LocalEndpoints.port(port, LocalEndpoints.ISSUER));
    new TreeMap<>(stack.outputs())
        .forEach((name, value) -> lines.add("export " + variable(name) + "=" + value));
    return lines;
  }

  private static Map<String, URI> endpoints(DeployedStack stack, int port) {
    Map<String, URI> services = LocalEndpoints.services(port);
    var endpoints = new TreeMap<String, URI>();
    services.forEach((name, url) -> endpoints.put(ENDPOINT + "_" + name, url));
    endpoints.put(
        ENDPOINT + "_APIGATEWAYMANAGEMENTAPI",
        URI.create(stack.output("SocketUrl").replaceFirst("^ws", "http")));
    endpoints.put(ENDPOINT + "_STS", services.get(LocalEndpoints.CLOUDFORMATION));
    endpoints.put(ENDPOINT, services.get(LocalEndpoints.CLOUDFORMATION));
    return endpoints;
  }

  /**
   * Returns the variable of an output: {@code FANFARE_DEAD_LETTER_QUEUE_URL} for {@code
   * DeadLetterQueueUrl}.
   */
  private static String variable(String output) {
    return "FANFARE_" + output.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }
}
