package dev.fanfare.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateCommandIT {
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "--runs many, must be a number of clients",
    "--warm-up -1, --warm-up is -1: must be from 0 to 1000",
    "--rehearsals 1001, --rehearsals is 1001: must be from 0 to 1000",
    "--tolerance 101, --tolerance is 101: must be from 0 to 100",
    "--gateways 33, --gateways is 33: must be from 1 to 32",
    "--json nowhere/result.json, --json is nowhere/result.json: cannot be written",
  })
  void estimate_wrongArgument_isReportedInOneLineAboveTheUsage(String arguments, String expected) {
    int exitCode =
        Bench.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute(("estimate " + arguments).split(" "));

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString().lines().findFirst()).get().asString().contains(expected);
    assertThat(err.toString()).contains("Usage: fanfare bench estimate");
  }
}
