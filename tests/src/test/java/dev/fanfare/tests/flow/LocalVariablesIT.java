package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.devtools.DeployedLocally;
import dev.fanfare.devtools.LocalVariables;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A shell can evaluate the output of {@code ./fanfare local --env}. */
@OnStack(StackKind.SMALL_SHARDS)
class LocalVariablesIT {
  @Test
  void of_runningStack_containsItsEndpointsAndParts(Flow flow) throws Exception {
    var stack = DeployedLocally.of(flow.shared().stack());
    Map<String, String> variables = variables(stack, flow.endpoints().apis());

    assertThat(variables)
        .containsEntry("AWS_REGION", stack.region())
        .containsEntry("AWS_ENDPOINT_URL", flow.endpoints().apis().toString())
        .containsEntry(
            "AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI", flow.endpoints().connections().toString())
        .containsEntry("FANFARE_ISSUER_URL", flow.issuer().toString())
        .containsEntry("NO_PROXY", "127.0.0.1,localhost,intranet.example")
        .containsEntry("no_proxy", "127.0.0.1,localhost")
        .containsEntry("FANFARE_QUEUE_URL", stack.queueUrl())
        .containsEntry("FANFARE_DEAD_LETTER_QUEUE_URL", stack.deadLetterQueueUrl())
        .containsEntry("FANFARE_BUCKET_NAME", stack.bucket())
        .doesNotContainKeys("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL_SQS");
    assertThat(variables.values()).containsAll(stack.outputs().values());
  }

  /** The variables of a shell that had a profile, a token and a proxy before. */
  private static Map<String, String> variables(DeployedStack stack, URI apis)
      throws IOException, InterruptedException {
    var shell = new ProcessBuilder("sh", "-c", "eval \"$LINES_OF_FANFARE\"; env");
    shell.environment().clear();
    shell.environment().put("PATH", System.getenv("PATH"));
    shell.environment().put("AWS_PROFILE", "production");
    shell.environment().put("AWS_SESSION_TOKEN", "real");
    shell.environment().put("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:4514");
    shell.environment().put("NO_PROXY", "intranet.example");
    String lines = String.join("\n", LocalVariables.of(stack, apis));
    shell.environment().put("LINES_OF_FANFARE", lines);
    Process process = shell.redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed
        .lines()
        .filter(line -> line.contains("="))
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> b, TreeMap::new));
  }
}
