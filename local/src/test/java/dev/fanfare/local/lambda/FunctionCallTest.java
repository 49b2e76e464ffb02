package dev.fanfare.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.physics.Physics;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The input of a function, and the handling of its answer. */
class FunctionCallTest extends ProbePool {

  @Test
  void invoke_handlerThrows_returnsTheErrorAndStaysWarm() throws Exception {
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
  void invoke_inputOfAnotherType_isAFunctionError() throws Exception {
    start(probes.function("Counting"));

    assertThat(error("Counting", "[1]").get("errorMessage").asText())
        .contains("error occurred during JSON parsing");
  }

  @Test
  void invoke_payloadAtTheLimit_passesInBothDirections() {
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
  void invoke_byArnWithAlias_showsInTheContext() throws Exception {
    var now = Instant.parse("2026-11-22T10:00:00Z");
    pool =
        new FunctionPool(
            List.of(ProbeFunctions.withAlias(probes.function("Contextual"), "live")),
            LocalAccount.DEFAULT,
            ProbeFunctions.LONG,
            Clock.fixed(now, ZoneOffset.UTC),
            timers,
            Physics.none(),
            (function, stream, message) -> {});

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
  void invoke_environmentVariables_areSetBeforeTheHandlerIsCreated() {
    var plain = probes.function("Variables");
    start(
        ProbeFunctions.function(
            "Variables",
            "dev.fanfare.probe.Variables::read",
            plain.code().jar(),
            Map.of("TABLE", "Connections"),
            new FunctionSpec.Limits(plain.limits().timeout(), 512, 1, false)));

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
  void invoke_sqsEvent_isReadByTheRuntimesSerializer() {
    start(probes.function("Queued"));

    assertThat(
            answer(
                "Queued",
                "{\"Records\":[{\"messageId\":\"m\",\"body\":\"b\",\"eventSourceARN\":\"q\","
                    + "\"messageAttributes\":{\"a\":{\"stringValue\":\"v\"}}}]}"))
        .isEqualTo("[\"mbvq\"]");
  }
}
