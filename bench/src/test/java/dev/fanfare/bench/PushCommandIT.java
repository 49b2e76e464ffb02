package dev.fanfare.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.bench.process.Cores;
import dev.fanfare.bench.process.Tools;
import dev.fanfare.text.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushCommandIT {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "--series hot, --series: there is no series hot",
    "--clients curl, --clients: there is no client curl",
    "--rounds 0, --rounds is 0: must be from 1 to 100",
    "--seconds 0, --seconds is 0.0: must be from 0.1 to 60 seconds",
    "--json nowhere/result.json, --json is nowhere/result.json: cannot be written",
    "--series cold --clients wrk, --clients names no pusher",
    "--java-home /nowhere, '--java-home: there is no JDK in /nowhere'",
  })
  void push_wrongArgument_isReportedInOneLineAboveTheUsage(String arguments, String expected) {
    int exitCode = run(("push " + arguments).split(" "));

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString().lines().findFirst()).get().asString().contains(expected);
    assertThat(err.toString()).contains("Usage: fanfare bench push");
  }

  /** Runs the smallest complete measurement: sink, load generator, pusher, report. */
  @Test
  void push_smallestPlan_measuresEachClient() throws Exception {
    var needed = List.of(Tools.TASKSET, Tools.NGINX, Tools.WRK);
    var missing = Tools.missing(needed).or(Cores::missing);
    missing.ifPresent(what -> System.err.println("SKIPPED: PushCommandIT, " + what));
    assumeTrue(missing.isEmpty(), () -> missing.orElse(""));

    run(
        "push --series warm,start --clients wrk,sdk-crt --rounds 1 --seconds 0.3 --warm-up 0.3"
            .concat(" --in-flight 4 --json -")
            .split(" "));

    JsonNode json = Json.MAPPER.readTree(out.toString());
    assertThat(json.get("runs").findValuesAsText("client")).contains("wrk", "sdk-crt");
    for (JsonNode run : json.get("runs")) {
      assertThat(run.get("errors").asDouble()).as("%s", run).isZero();
      boolean isWarm = run.get("series").asText().equals("warm");
      assertThat(run.get(isWarm ? "postsPerSecond" : "firstMillis").asDouble()).isPositive();
    }
  }

  private int run(String... arguments) {
    return Bench.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
