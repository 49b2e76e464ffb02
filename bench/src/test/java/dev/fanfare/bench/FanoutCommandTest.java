package dev.fanfare.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FanoutCommandTest {
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "--clients 0, --clients is 0: must be from 1 to 5000",
    "'--clients 1,5001', --clients is 5001: must be from 1 to 5000",
    "--rounds 0, --rounds is 0: must be from 1 to 1000",
    "--warm-up -1, --warm-up is -1: must be from 0 to 1000",
    "--post-latency 10001, --post-latency is 10001: must be from 0 to 10000",
    "--json nowhere/result.json, --json is nowhere/result.json: cannot be written",
  })
  void fanout_wrongArgument_isReportedInOneLineAboveTheUsage(String arguments, String expected) {
    int exitCode =
        Bench.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute(("fanout " + arguments).split(" "));

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString().lines().findFirst()).get().asString().contains(expected);
    assertThat(err.toString()).contains("Usage: fanfare bench fanout");
  }
}
