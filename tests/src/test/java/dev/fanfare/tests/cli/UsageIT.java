package dev.fanfare.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.devtools.DevTools;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The tool answers an invalid call with one line that says what is correct. */
@ResourceLock(ChildJvms.LOCK)
class UsageIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "demo --flowers, Unknown option: '--flowers', Usage: fanfare demo",
    "demo --cleints, Unknown option: '--cleints'; did you mean --clients?, Usage: fanfare demo",
    "demo --clients many, Invalid value for option '--clients', Usage: fanfare demo",
    "demo --clients 0, '--clients is 0: must be from 1 to 100000', Usage: fanfare demo",
    "demo --clients 5 --vanish 6, '--vanish is 6: must be from 0 to', Usage: fanfare demo",
    "demo --request nowhere.json, '--request is nowhere.json: cannot', Usage: fanfare demo",
    "demo --json nowhere/result.json, '--json is nowhere/result.json: cannot', Usage: fanfare demo",
    "demo --json ., '--json is .: cannot be written', Usage: fanfare demo",
    "demo --template nowhere.yaml, '--template is nowhere.yaml: there', Usage: fanfare demo",
    "local --template nowhere.yaml, '--template is nowhere.yaml: there', Usage: fanfare local",
    "local --port 70000, --port is 70000: must be from 1 to 65533, Usage: fanfare local",
    "demo --post-faults 429=3;5xx=5, '''429=3;5xx=5'' is not KIND=PERCENT', Usage: fanfare demo",
    "demo --post-faults 404=5, '''404=5'' is not KIND=PERCENT: a kind is one of', Usage: "
        + "fanfare demo",
    "local --post-faults 429=130, '''429=130'' must be a number from 0 to 100', Usage: fanfare local",
    "demo --fault-seed seven, Invalid value for option '--fault-seed', Usage: fanfare demo",
    "local --fault-seed 7, 'Missing required argument(s): --post-faults', Usage: fanfare local",
    "local --post-latency 10001, '--post-latency is 10001: must be from 0 to 10000', Usage: fanfare local",
    "local --gateways 0, '--gateways is 0: A gateway has from 1 to 32 processes', Usage: fanfare local",
    "demo --gateways 33, '--gateways is 33: A gateway has from 1 to 32', Usage: fanfare demo",
    "demonstrate, Unmatched argument at index 0: 'demonstrate'; did you mean demo or, Usage: fanfare",
  })
  void call_invalidArgument_printsOneLineAboveTheUsage(
      String arguments, String message, String usage) {
    var out = new StringWriter();
    var err = new StringWriter();

    int exitCode =
        DevTools.commandLine(CommandLine.defaultFactory())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments.split(" "));

    assertRefused(new Tool(exitCode, out.toString(), err.toString()), message, usage);
  }

  @Test
  void process_invalidArgument_printsTheSameOnItsStreams() throws Exception {
    Tool tool = Tool.run(folder, Map.of(), "demo", "--cleints");

    assertRefused(
        tool, "Unknown option: '--cleints'; did you mean --clients?", "Usage: fanfare demo");
  }

  @Test
  void local_portInUse_namesTheServiceAndThePort() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      Tool tool = Tool.run(folder, Map.of(), "local", "--port", Integer.toString(port - 1));

      assertThat(tool.exitCode()).isEqualTo(1);
      assertThat(tool.out()).isEmpty();
      assertThat(tool.err())
          .contains("already in use on 127.0.0.1: port ")
          // Another process may use one of the other ports.
          .contains(port + " for the WebSocket API")
          .doesNotContain("\tat ");
    }
  }

  private static void assertRefused(Tool call, String message, String usage) {
    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.out()).isEmpty();
    assertThat(call.err().lines().toList())
        .first(InstanceOfAssertFactories.STRING)
        .contains(message);
    assertThat(call.err()).contains(usage).doesNotContain("\tat ");
  }
}
