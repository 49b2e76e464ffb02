package dev.fanfare.local.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.LocalAccount;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class FunctionPoolTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ScheduledExecutorService TIMERS =
      Executors.newSingleThreadScheduledExecutor();
  private static final String ARN = "arn:aws:lambda:eu-central-2:000000000000:function:";

  @TempDir static Path directory;
  private static ProbeFunctions probes;

  private final Map<String, CountDownLatch> latches =
      Map.of(
          "entered", new CountDownLatch(2),
          "go", new CountDownLatch(1),
          "interrupted", new CountDownLatch(1));
  private FunctionPool pool;

  @BeforeAll
  static void compile() throws IOException {
    probes = ProbeFunctions.compile(directory);
  }

  @BeforeEach
  void shareLatches() {
    System.getProperties().put("probe.latches", latches);
  }

  @AfterEach
  void close() {
    latches.get("go").countDown();
    if (pool != null) {
      pool.close();
    }
  }

  @AfterAll
  static void stopTimers() {
    System.getProperties().remove("probe.latches");
    TIMERS.shutdownNow();
  }

  @Test
  void invoke_again_usesTheWarmEnvironment() {
    start(probes.function("Counting"));

    assertThat(answer("Counting", "{\"a\":1}")).contains("\"count\":1", "\"in\":{\"a\":1}");
    assertThat(answer("Counting", "{}")).contains("\"count\":2", "\"in\":{}");
  }

  @Test
  void invoke_twoAtOnce_runInEnvironmentsWithStaticsOfTheirOwn() throws Exception {
    start(probes.function("Blocking"));

    var first = pool.invoke("Blocking", json("\"\""));
    var second = pool.invoke("Blocking", json("\"\""));
    assertThat(latches.get("entered").await(20, SECONDS)).isTrue();
    latches.get("go").countDown();

    assertThat(text(first.join())).isEqualTo("1");
    assertThat(text(second.join())).isEqualTo("1");
  }

  @Test
  void invoke_oneEnvironmentOnly_waitsItsTurn() {
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

  @Test
  void invoke_tooLong_isCutOffAndItsEnvironmentThrownAway() throws Exception {
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
  void invoke_handlerThrows_answersTheErrorAndStaysWarm() throws Exception {
    start(probes.function("Throwing"));

    var failed = pool.invoke("Throwing", json("\"no such table\"")).join();

    assertThat(failed.functionError()).contains("Unhandled");
    var error = JSON.readTree(failed.payload());
    assertThat(error.get("errorType").asText()).isEqualTo("dev.fanfare.probe.Throwing$Trouble");
    assertThat(error.get("errorMessage").asText()).isEqualTo("no such table");
    assertThat(error.get("stackTrace").get(0).asText())
        .contains("dev.fanfare.probe.Throwing.handleRequest(Throwing.java:");
    assertThat(answer("Throwing", "\"count\"")).isEqualTo("\"1\"");
  }

  @Test
  void invoke_handlerThrowsWithoutMessage_namesTheClass() throws Exception {
    start(probes.function("Throwing"));

    assertThat(error("Throwing", "\"\"").get("errorMessage").asText())
        .isEqualTo("dev.fanfare.probe.Throwing$Trouble");
  }

  @Test
  void invoke_virtualMachineError_throwsTheEnvironmentAway() throws Exception {
    start(probes.function("Throwing", ProbeFunctions.LONG, 1));

    assertThat(error("Throwing", "\"error\"").get("errorType").asText())
        .isEqualTo("java.lang.StackOverflowError");
    assertThat(answer("Throwing", "\"count\"")).isEqualTo("\"0\"");
  }

  @Test
  void invoke_inputOfAnotherShape_isAnErrorOfTheFunction() throws Exception {
    start(probes.function("Counting"));

    assertThat(error("Counting", "[1]").get("errorMessage").asText())
        .contains("error occurred during JSON parsing");
  }

  @Test
  void invoke_payloadAtTheLimit_passesBothWays() {
    start(probes.function("Large"));

    var answer = pool.invoke("Large", json("" + AwsLimits.INVOKE_BYTES)).join();

    assertThat(answer.functionError()).isEmpty();
    assertThat(answer.payload()).hasSize(AwsLimits.INVOKE_BYTES);
  }

  @Test
  void invoke_answerTooLarge_isAnError() throws Exception {
    start(probes.function("Large"));

    assertThat(error("Large", "" + (AwsLimits.INVOKE_BYTES + 1)).get("errorType").asText())
        .isEqualTo("Function.ResponseSizeTooLarge");
  }

  @Test
  void invoke_requestTooLarge_isRefused() {
    start(probes.function("Large"));

    var refused = pool.invoke("Large", new byte[AwsLimits.INVOKE_BYTES + 1]);

    assertRejected(refused, 413, "RequestTooLargeException");
  }

  @Test
  void invoke_noSuchFunction_isRefused() {
    start(probes.function("Large"));

    assertRejected(pool.invoke("Small", json("1")), 404, "ResourceNotFoundException");
    assertThatThrownBy(() -> pool.function("Small"))
        .hasMessage("Function not found: " + ARN + "Small");
  }

  @Test
  void invoke_badConstructorOrStatic_answersTheCause() throws Exception {
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
  void warm_someCannotStart_namesThemAll() {
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
  void invoke_byArnWithAlias_showsInTheContext() throws Exception {
    var now = Instant.parse("2026-11-22T10:00:00Z");
    pool =
        new FunctionPool(
            List.of(probes.function("Contextual")),
            LocalAccount.DEFAULT,
            ProbeFunctions.LONG,
            Clock.fixed(now, ZoneOffset.UTC),
            TIMERS);

    var invocation = pool.invoke(ARN + "Contextual:live", json("null")).join();

    var context = JSON.readTree(invocation.payload());
    assertThat(context.get("name").asText()).isEqualTo("Contextual");
    assertThat(context.get("arn").asText()).isEqualTo(ARN + "Contextual:live");
    assertThat(context.get("version").asText()).isEqualTo("1");
    assertThat(context.get("memory").asInt()).isEqualTo(512);
    assertThat(context.get("group").asText()).isEqualTo("/aws/lambda/Contextual");
    assertThat(context.get("remaining").asInt()).isEqualTo(60_000);
    assertThat(context.get("id").asText()).isEqualTo(invocation.requestId());
    assertThat(invocation.executedVersion()).isEqualTo("1");
  }

  @Test
  void invoke_environmentVariables_areThereBeforeTheHandlerIs() {
    var plain = probes.function("Variables");
    start(
        new FunctionSpec(
            "Variables",
            plain.arn(),
            "dev.fanfare.probe.Variables::read",
            plain.codeJar(),
            Map.of("TABLE", "Connections"),
            plain.timeout(),
            plain.memoryMb(),
            1));

    assertThat(answer("Variables", "\"AWS_LAMBDA_FUNCTION_NAME\""))
        .isEqualTo("\"Connections,Variables\"");
    assertThat(answer("Variables", "\"AWS_REGION\"")).isEqualTo("\"Connections,eu-central-2\"");
    assertThat(answer("Variables", "\"HOME\"")).isEqualTo("\"Connections,null\"");
  }

  @Test
  void invoke_functionPrintsAndLogs_reachesItsLogger() {
    var logger = (Logger) LoggerFactory.getLogger("dev.fanfare.function.Talking");
    var logged = new ListAppender<ILoggingEvent>();
    logged.start();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(logged);
    start(probes.function("Talking"));

    answer("Talking", "\"x\"");

    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("printed x", "logged x", "runtime x", "threaded x");
  }

  @Test
  void invoke_sqsEvent_isReadByTheRuntimesOwnSerializer() {
    start(probes.function("Queued"));

    assertThat(
            answer(
                "Queued",
                "{\"Records\":[{\"messageId\":\"m\",\"body\":\"b\",\"eventSourceARN\":\"q\","
                    + "\"messageAttributes\":{\"a\":{\"stringValue\":\"v\"}}}]}"))
        .isEqualTo("[\"mbvq\"]");
  }

  @Test
  void close_whileRunning_tellsTheInvoker() {
    start(probes.function("Blocking"));
    var running = pool.invoke("Blocking", json("\"\""));

    pool.close();

    assertRejected(running, 500, "ServiceException");
    assertRejected(pool.invoke("Blocking", json("\"\"")), 500, "ServiceException");
  }

  private void start(FunctionSpec... functions) {
    pool = pool(ProbeFunctions.LONG, functions);
  }

  private static FunctionPool pool(Duration patience, FunctionSpec... functions) {
    return new FunctionPool(
        List.of(functions), LocalAccount.DEFAULT, patience, Clock.systemUTC(), TIMERS);
  }

  private static FunctionSpec with(FunctionSpec spec, String name, String handler, Path jar) {
    return new FunctionSpec(
        name, ARN + name, handler, jar, Map.of(), spec.timeout(), spec.memoryMb(), 1);
  }

  private String answer(String function, String payload) {
    var invocation = pool.invoke(function, json(payload)).join();
    assertThat(invocation.functionError()).as(text(invocation)).isEmpty();
    return text(invocation);
  }

  private JsonNode error(String function, String payload) throws IOException {
    var invocation = pool.invoke(function, json(payload)).join();
    assertThat(invocation.functionError()).contains("Unhandled");
    return JSON.readTree(invocation.payload());
  }

  private static void assertRejected(
      CompletableFuture<Invocation> refused, int status, String code) {
    assertThatThrownBy(refused::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            InvocationRejectedException.class,
            e -> {
              assertThat(e.status()).isEqualTo(status);
              assertThat(e.code()).isEqualTo(code);
            });
  }

  private static byte[] json(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(Invocation invocation) {
    return new String(invocation.payload(), UTF_8);
  }
}
