package dev.fanfare.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostileCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "--connections 0, --connections is 0: must be from 1 to 100",
    "--seconds 601, --seconds is 601: must be from 1 to 600",
    "--json nowhere/result.json, --json is nowhere/result.json: cannot be written",
  })
  void hostile_wrongArgument_isReportedInOneLineAboveTheUsage(String arguments, String expected) {
    assertThat(call("hostile " + arguments)).isEqualTo(2);
    assertThat(err.toString().lines().findFirst()).get().asString().contains(expected);
    assertThat(err.toString()).contains("Usage: fanfare bench hostile");
  }

  private int call(String arguments) {
    return Bench.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.split(" "));
  }
}
