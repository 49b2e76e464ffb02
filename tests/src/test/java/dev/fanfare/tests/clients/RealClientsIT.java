package dev.fanfare.tests.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.devtools.LocalVariables;
import dev.fanfare.tests.flow.Flow;
import dev.fanfare.tests.flow.OnStack;
import dev.fanfare.tests.flow.StackKind;
import dev.fanfare.tests.project.Project;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * AWS's own clients use the local stack with the variables of {@code ./fanfare local --env} and
 * nothing else. {@code .ci/run} installs them into {@code target/clients}.
 */
@OnStack(StackKind.SMALL_SHARDS)
class RealClientsIT {
  private static final Path SOURCES = Project.FOLDER.resolve("tests/src/test/clients");
  private static final Path CLIENTS = Project.FOLDER.resolve("target/clients");
  private static final Path PYTHON = CLIENTS.resolve("venv/bin/python");
  private static final Path CLI = CLIENTS.resolve("venv/bin/aws");

  /** Clients of three shards. */
  private static final int CONNECTED = 25;

  private static final Pattern OPERATION =
      Pattern.compile(
          "`((?:Create|Delete|Describe|Filter|Get|Invoke|List|Publish|Put|Set|Start|Stop|Subscribe|Unsubscribe|Update)[A-Za-z]*)`");

  @Test
  void boto3_everyDocumentedOperation_answersAsExpected(Flow flow) throws Exception {
    require(PYTHON);
    flow.connect(flow.names("user", CONNECTED));

    List<JsonNode> calls =
        calls(run(flow, PYTHON.toString(), SOURCES.resolve("operations.py").toString()));

    assertThat(unexpected(calls)).isEmpty();
    assertThat(operations(calls)).containsAll(documented());
  }

  @Test
  void javaScript_everyService_answersAsExpected(Flow flow) throws Exception {
    require(CLIENTS.resolve("node_modules/@aws-sdk/client-sqs"));
    // Node looks for modules beside the script.
    Path script = CLIENTS.resolve("operations.mjs");
    Files.copy(SOURCES.resolve("operations.mjs"), script, StandardCopyOption.REPLACE_EXISTING);

    List<JsonNode> calls = calls(run(flow, "node", script.toString()));

    assertThat(calls).isNotEmpty();
    assertThat(unexpected(calls)).isEmpty();
  }

  @Test
  void cli_everyService_answers(Flow flow) throws Exception {
    require(CLI);
    var script = new ArrayList<String>();
    for (String call :
        List.of(
            "sts get-caller-identity",
            "s3 ls s3://$FANFARE_BUCKET_NAME",
            "s3 cp $0 s3://$FANFARE_BUCKET_NAME/clients/script",
            "s3 cp s3://$FANFARE_BUCKET_NAME/clients/script -",
            "sqs send-message --queue-url $FANFARE_DEAD_LETTER_QUEUE_URL --message-body hello",
            "dynamodb scan --table-name $FANFARE_CONNECTIONS_TABLE_NAME",
            "stepfunctions list-executions --state-machine-arn $FANFARE_STATE_MACHINE_ARN",
            "lambda list-functions",
            "sns list-topics",
            "scheduler list-schedules",
            "cloudformation describe-stacks --stack-name fanfare",
            "service-quotas list-service-quotas --service-code lambda",
            "cloudwatch list-metrics",
            "logs describe-log-groups")) {
      script.add("$AWS " + call + " >/dev/null || echo failed: '" + call + "'");
    }
    script.add("$AWS kinesis list-streams");
    script.add("$AWS apigatewaymanagementapi get-connection --connection-id none");
    script.add("curl --silent \"$($AWS s3 presign s3://$FANFARE_BUCKET_NAME/clients/script)\" >&2");

    String printed =
        run(
            flow,
            "sh",
            "-c",
            "AWS=" + CLI + "\n" + String.join("\n", script),
            SOURCES + "/package.json");

    assertThat(printed)
        .doesNotContain("failed:")
        .contains("NOT_SUPPORTED_LOCALLY", "\"kinesis\"", "Invalid connectionId: none")
        .contains("AWS clients that a test drives");
  }

  private static void require(Path client) {
    boolean isThere = Files.exists(client);
    String missing = client + " is missing; .ci/run installs AWS's clients";
    if (!isThere) {
      System.err.println("SKIPPED: RealClientsIT, " + missing);
    }
    assumeTrue(isThere, missing);
  }

  /** Runs a command with the variables of {@code --env}; returns everything that it prints. */
  private static String run(Flow flow, String... command) throws Exception {
    List<String> lines;
    try (var stack = flow.deployed()) {
      lines = LocalVariables.of(stack, flow.endpoints().apis());
    }
    var shell = new ArrayList<>(List.of("sh", "-c", "eval \"$VARIABLES\"; exec \"$@\"", "sh"));
    shell.addAll(List.of(command));
    var process = new ProcessBuilder(shell).redirectErrorStream(true);
    process.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    process.environment().put("VARIABLES", String.join("\n", lines));
    // A proxy that does not exist: the clients must not need it.
    process.environment().put("HTTP_PROXY", "http://127.0.0.1:1");
    Process started = process.start();
    String printed = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(started.waitFor()).as(printed).isZero();
    return printed;
  }

  private static List<JsonNode> calls(String printed) throws IOException {
    var calls = new ArrayList<JsonNode>();
    for (String line : printed.lines().filter(line -> line.startsWith("{")).toList()) {
      calls.add(Json.MAPPER.readTree(line));
    }
    return calls;
  }

  private static List<JsonNode> unexpected(List<JsonNode> calls) {
    return calls.stream().filter(call -> !call.path("expected").asBoolean()).toList();
  }

  private static Set<String> operations(List<JsonNode> calls) {
    return calls.stream()
        .map(call -> call.path("operation").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The operations in the table of services. */
  private static Set<String> documented() throws IOException {
    String text = Files.readString(Project.FOLDER.resolve("docs/local.md"));
    String services = text.substring(text.indexOf("\n## Services"), text.indexOf("\n## Ports"));
    return OPERATION
        .matcher(services)
        .results()
        .map((MatchResult operation) -> operation.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
