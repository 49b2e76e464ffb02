package dev.fanfare.devtools;

import dev.fanfare.local.LocalStack;
import dev.fanfare.local.StackEndpoints;
import dev.fanfare.local.lambda.FunctionSpec;
import dev.fanfare.loopback.LocalEndpoints;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The text that a local stack prints after its start. It fits on a screen of 24 lines. */
public final class StackBanner {
  private static final String DATA = "{\"text\": \"hello, everyone\"}";

  private final LocalStack stack;
  private final StackEndpoints endpoints;

  public StackBanner(LocalStack stack) {
    this.stack = stack;
    this.endpoints = stack.endpoints();
  }

  /** Returns what is up, and commands to try. */
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
    int functions = stack.template().all(FunctionSpec.class).size();
    lines.add("running: " + functions + " functions of template.yaml");
    lines.add("");
    lines.add(row("all AWS APIs", endpoints.apis()));
    lines.add(row("WebSocket API", endpoints.sockets()));
    pages.forEach((name, address) -> lines.add(row(name, address)));
    lines.add("");
    lines.add("connect a client:");
    lines.addAll(connectLines());
    lines.add("send a broadcast:");
    lines.add("  ./fanfare send --local%s --data '%s'".formatted(port("="), DATA));
    lines.add("use the AWS CLI and any AWS SDK with this stack, in another terminal:");
    lines.add("  ./fanfare local --env%s > local.env && . ./local.env".formatted(port(" --port ")));
    lines.add("stop with Ctrl-C; --verbose shows more");
    return lines;
  }

  private List<String> connectLines() {
    String client = "  npx wscat -c '" + endpoints.sockets();
    return asksForTokens()
        ? List.of(
            "  curl %s/token -d '{\"user_id\": \"alice\"}'".formatted(stack.issuer()),
            client + "?token=TOKEN'")
        : List.of(client + "?user_id=alice'");
  }

  private boolean asksForTokens() {
    return "tokens".equals(stack.template().listing().parameters().get("Authentication"));
  }

  /** Returns the first port behind the prefix, or nothing if it is the usual one. */
  private String port(String prefix) {
    int port = endpoints.apis().getPort();
    return port == LocalEndpoints.FIRST ? "" : prefix + port;
  }

  /** Returns what only {@code --verbose} shows. */
  List<String> details() {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(row("@connections", endpoints.connections()));
    lines.add(row("issuer of tokens", stack.issuer()));
    stack.template().outputs().forEach((name, value) -> lines.add(row(name, local(name, value))));
    lines.add("");
    lines.add(noEffects());
    return lines;
  }

  /** One line with the names of the template's properties that change nothing on one machine. */
  private String noEffects() {
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
    return name.equals("SocketUrl") ? endpoints.sockets().toString() : value;
  }

  private static String row(String name, Object value) {
    return String.format("  %-26s %s", name, value);
  }
}
