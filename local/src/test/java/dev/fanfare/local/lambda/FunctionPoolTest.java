package dev.fanfare.local.lambda;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Environments: creation, reuse, maximum number, disposal. */
class FunctionPoolTest extends ProbePool {

  @Test
  void invoke_again_usesTheWarmEnvironment() {
    start(probes.function("Counting"));

    assertThat(answer("Counting", "{\"a\":1}")).contains("\"count\":1", "\"in\":{\"a\":1}");
    assertThat(answer("Counting", "{}")).contains("\"count\":2", "\"in\":{}");
  }

  @Test
  void invoke_twoAtOnce_runInSeparateEnvironments() throws Exception {
    start(probes.function("Blocking"));

    var first = pool.invoke("Blocking", json("\"\""));
    var second = pool.invoke("Blocking", json("\"\""));
    assertThat(latches.get("entered").await(20, SECONDS)).isTrue();
    latches.get("go").countDown();

    assertThat(text(first.join())).isEqualTo("1");
    assertThat(text(second.join())).isEqualTo("1");
  }

  @Test
  void invoke_onlyOneEnvironment_waits() {
    start(probes.function("Blocking", ProbeFunctions.LONG, 1));

    var first = pool.invoke("Blocking", json("\"\""));
    await().until(() -> latches.get("entered").getCount() == 1);
    var second = pool.invoke("Blocking", json("\"\""));
    assertThat(second).isNotDone();
    assertThat(latches.get("entered").getCount()).isOne();
    latches.get("go").countDown();

    assertThat(text(first.join())).isEqualTo("1");
    assertThat(text(second.join())).isEqualTo("2");
  }

  @Test
  void invoke_noEnvironmentBecomesFree_isRefused() {
    pool = pool(Duration.ofMillis(50), probes.function("Blocking", ProbeFunctions.LONG, 1));
    var first = pool.invoke("Blocking", json("\"\""));

    var second = pool.invoke("Blocking", json("\"\""));

    assertRejected(second, 429, "TooManyRequestsException");
    latches.get("go").countDown();
    assertThat(text(first.join())).isEqualTo("1");
    assertThat(answer("Blocking", "\"\"")).isEqualTo("2");
  }

  /** A reservation is a maximum, even if calls wait. */
  @Test
  void invoke_aboveItsReservation_isRefusedAtOnce() {
    start(probes.reserved("Blocking", 1), probes.function("Counting"));
    var first = pool.invoke("Blocking", json("\"\""));

    var second = pool.invoke("Blocking", json("\"\""));

    assertThat(second).isDone();
    assertRejected(second, 429, "TooManyRequestsException");
    assertThat(answer("Counting", "{}")).contains("\"count\":1");
    latches.get("go").countDown();
    assertThat(text(first.join())).isEqualTo("1");
    assertThat(answer("Blocking", "\"\"")).isEqualTo("2");
  }

  @Test
  void invoke_timeout_discardsTheEnvironment() throws Exception {
    start(probes.function("Blocking", Duration.ofMillis(1500), 1));

    var cutOff = pool.invoke("Blocking", json("\"\"")).join();

    assertThat(cutOff.functionError()).contains("Unhandled");
    assertThat(text(cutOff))
        .isEqualTo(
            "{\"errorMessage\":\"RequestId: %s Error: Task timed out after 1.50 seconds\","
                    .formatted(cutOff.requestId())
                + "\"errorType\":\"Sandbox.Timedout\"}");
    assertThat(latches.get("interrupted").await(10, SECONDS)).isTrue();
    latches.get("go").countDown();
    assertThat(answer("Blocking", "\"\"")).isEqualTo("1");
  }

  @Test
  void invoke_virtualMachineError_discardsTheEnvironment() throws Exception {
    start(probes.function("Throwing", ProbeFunctions.LONG, 1));

    assertThat(error("Throwing", "\"error\"").get("errorType").asText())
        .isEqualTo("java.lang.StackOverflowError");
    assertThat(answer("Throwing", "\"count\"")).isEqualTo("\"0\"");
  }

  @Test
  void invoke_noSuchFunction_isRefused() {
    start(probes.function("Large"));

    assertRejected(pool.invoke("Small", json("1")), 404, "ResourceNotFoundException");
    assertThatThrownBy(() -> pool.function(FunctionName.parse("Small")))
        .hasMessage("Function not found: " + ARN + "Small");
  }

  @Test
  void invoke_failingConstructorOrStatic_returnsTheCause() throws Exception {
    start(probes.function("BadConstructor", ProbeFunctions.LONG, 1), probes.function("BadStatic"));

    for (int i = 0; i < 2; i++) {
      var error = error("BadConstructor", "\"\"");
      assertThat(error.get("errorType").asText()).isEqualTo("java.lang.IllegalStateException");
      assertThat(error.get("errorMessage").asText()).isEqualTo("TABLE is not set");
      assertThat(error.get("stackTrace").get(0).asText()).contains("BadConstructor.<init>");
    }
    var error = error("BadStatic", "\"\"");
    assertThat(error.get("errorType").asText()).isEqualTo("java.lang.NumberFormatException");
    assertThat(error.get("errorMessage").asText()).contains("ten");
  }

  @Test
  void warm_someCannotStart_namesAllOfThem() {
    var good = probes.function("Counting");
    start(
        good,
        probes.function("BadConstructor"),
        probes.function("BadStatic"),
        with(good, "NoJar", "dev.fanfare.probe.Counting", directory.resolve("none.jar")),
        with(good, "NoClass", "dev.fanfare.probe.Missing", probes.jar()),
        with(good, "NoMethod", "dev.fanfare.probe.Counting::absent", probes.jar()));

    assertThatThrownBy(() -> pool.warm())
        .isInstanceOfSatisfying(
            FunctionStartException.class,
            e ->
                assertThat(e.failures())
                    .containsOnlyKeys(
                        "BadConstructor", "BadStatic", "NoJar", "NoClass", "NoMethod"))
        .hasMessageContaining("BadConstructor: java.lang.IllegalStateException: TABLE is not set")
        .hasMessageContaining(
            "CodeUri %s of function NoJar does not exist: run mvn package"
                .formatted(directory.resolve("none.jar")))
        .hasMessageContaining(
            "Class not found: dev.fanfare.probe.Missing, needed by handler"
                + " dev.fanfare.probe.Missing of function NoClass");
    assertThat(answer("Counting", "{}")).contains("\"count\":1");
  }

  @Test
  void close_whileRunning_failsTheInvocation() {
    start(probes.function("Blocking"));
    var running = pool.invoke("Blocking", json("\"\""));

    pool.close();

    assertRejected(running, 500, "ServiceException");
    assertRejected(pool.invoke("Blocking", json("\"\"")), 500, "ServiceException");
  }

  private static FunctionSpec with(FunctionSpec spec, String name, String handler, Path jar) {
    var limits =
        new FunctionSpec.Limits(spec.limits().timeout(), spec.limits().memoryMb(), 1, false);
    return ProbeFunctions.function(name, handler, jar, Map.of(), limits);
  }
}
