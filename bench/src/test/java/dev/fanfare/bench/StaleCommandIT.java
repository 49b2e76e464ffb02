package dev.fanfare.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaleCommandIT {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "--connections 0, --connections is 0: must be from 1 to 100000",
    "--rounds 101, --rounds is 101: must be from 1 to 100",
    "--json nowhere/result.json, --json is nowhere/result.json: cannot be written",
  })
  void stale_wrongArgument_isReportedInOneLineAboveTheUsage(String arguments, String expected) {
    assertThat(call("stale " + arguments)).isEqualTo(2);
    assertThat(err.toString().lines().findFirst()).get().asString().contains(expected);
    assertThat(err.toString()).contains("Usage: fanfare bench stale");
  }

  @Test
  void stale_fewConnections_arePrunedByBothVersions() {
    assertThat(call("stale --connections 50 --rounds 1")).as(err.toString()).isZero();
    assertThat(out.toString().lines())
        .extracting(line -> line.replaceAll(" +", " ").replaceAll(" [0-9.,]+", ""))
        .contains("reduce before", "reduce now", "prune before", "prune now");
  }

  private int call(String arguments) {
    return Bench.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.split(" "));
  }
}
