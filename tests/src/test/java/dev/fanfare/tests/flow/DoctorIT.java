package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.devtools.DeployedLocally;
import dev.fanfare.loopback.LocalEndpoints;
import dev.fanfare.tests.project.Project;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** {@code ./fanfare doctor} on a healthy stack and on a faulty one. */
@OnStack(StackKind.SMALL_SHARDS)
class DoctorIT {
  private static final String CHECKOUT = "--checkout=" + Project.FOLDER;

  @Test
  void doctor_healthyStack_listsItsChecks(Flow flow) {
    ToolCall call = ToolCall.of(flow, "doctor", CHECKOUT);

    assertThat(call.err()).isEmpty();
    assertThat(call.out())
        .contains(
            "Stack fanfare in eu-central-2, account 000000000000",
            "10 services answer: CloudFormation, CloudWatch, CloudWatch Logs, DynamoDB, Lambda, S3,"
                + " SQS, Service Quotas, Step Functions, WebSocket API")
        .containsPattern("OK +permissions +\\d+ actions that read are allowed")
        .containsPattern("OK +tables +4 of 4 are active")
        .containsPattern("OK +clock ")
        .containsPattern("OK +template +the stack has that of this checkout")
        .containsPattern("OK +state machine +its definition is that of this checkout")
        .containsPattern("OK +code +\\d+ functions run this checkout's jar")
        .containsPattern("OK +quotas +AccountPostRate is 10,000 posts/s")
        .containsPattern("OK +waiting requests +none");
  }

  @Test
  void doctor_refusedRequest_findsItInTheDeadLetterQueue(Flow flow) throws Exception {
    flow.broadcasts().send("{\"id\":\"%s\"}".formatted(flow.name("no-data")));
    await()
        .untilAsserted(
            () -> {
              Findings found = Findings.of(ToolCall.of(flow, "doctor", "--json", CHECKOUT));
              assertThat(found.exitCode()).isEqualTo(1);
              assertThat(found.about("dead letters"))
                  .singleElement()
                  .satisfies(
                      finding -> {
                        assertThat(finding.get("weight").asText()).isEqualTo("FIX");
                        assertThat(finding.get("found").asText())
                            .contains("were refused or failed");
                        assertThat(finding.get("next").asText()).contains("attribute reason");
                      });
            });
    flow.deadLetters().take(1);
  }

  @Test
  void doctor_failedBroadcastAndAlarm_areNamed(Flow flow) throws Exception {
    String id = flow.name("bad");
    flow.broadcasts().runByHand(id, "{\"datum\":1}");
    try (DeployedStack stack = DeployedLocally.of(flow.shared().stack())) {
      stack
          .metrics()
          .putMetricAlarm(
              r ->
                  r.alarmName("fanfare-unreachable")
                      .namespace("Fanfare")
                      .metricName("unreachable")
                      .statistic(Statistic.SUM)
                      .period(60)
                      .evaluationPeriods(1)
                      .threshold(1.0)
                      .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));
      stack
          .metrics()
          .setAlarmState(
              r ->
                  r.alarmName("fanfare-unreachable")
                      .stateValue(StateValue.ALARM)
                      .stateReason("a test"));

      Findings found = Findings.of(ToolCall.of(flow, "doctor", "--json", CHECKOUT));

      assertThat(found.exitCode()).isEqualTo(1);
      assertThat(found.texts("broadcasts")).singleElement().asString().contains(id + " FAILED");
      assertThat(found.texts("alarms")).containsExactly("fanfare-unreachable is in ALARM: a test");
      stack.metrics().deleteAlarms(r -> r.alarmNames("fanfare-unreachable"));
    }
  }

  @Test
  void doctor_missingService_isNamedAndTheOthersAreChecked(Flow flow) throws Exception {
    URI nobody;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort());
    }

    Findings found = Findings.of(withService(flow, LocalEndpoints.SQS, nobody));

    assertThat(found.exitCode()).isEqualTo(3);
    assertThat(found.texts("reachability"))
        .hasSize(2)
        .anySatisfy(text -> assertThat(text).startsWith("9 services answer: "))
        .anySatisfy(text -> assertThat(text).startsWith("SQS does not answer: "));
    assertThat(found.texts("dead letters")).isEmpty();
    assertThat(found.texts("state machine"))
        .containsExactly("its definition is that of this checkout");
  }

  @Test
  void doctor_missingPermission_isNamed(Flow flow) throws Exception {
    HttpServer denying = denying();
    try {
      URI there = URI.create("http://127.0.0.1:" + denying.getAddress().getPort());

      Findings found = Findings.of(withService(flow, LocalEndpoints.CLOUDWATCH_LOGS, there));

      assertThat(found.exitCode()).isEqualTo(1);
      assertThat(found.texts("permissions"))
          .anySatisfy(text -> assertThat(text).startsWith("logs:FilterLogEvents is denied ("));
      assertThat(found.texts("reachability"))
          .singleElement()
          .asString()
          .contains("10 services", "CloudWatch Logs");
    } finally {
      denying.stop(0);
    }
  }

  /** Refuses a call in AWS's JSON protocol. */
  private static HttpServer denying() throws IOException {
    byte[] body =
        "{\"__type\":\"AccessDeniedException\",\"message\":\"User: arn:aws:iam::1:user/eve is not authorized\"}"
            .getBytes(StandardCharsets.UTF_8);
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
          exchange.sendResponseHeaders(400, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static ToolCall withService(Flow flow, String service, URI endpoint) {
    URI apis = flow.endpoints().apis();
    return ToolCall.about(
        () ->
            DeployedStack.onThisMachine("fanfare", each -> each.equals(service) ? endpoint : apis),
        Clock.systemUTC(),
        "doctor",
        "--json",
        CHECKOUT);
  }

  @Test
  void doctor_clockAhead_isReportedWithTheDifference(Flow flow) throws Exception {
    Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(3));

    Findings found =
        Findings.of(
            ToolCall.about(
                () -> DeployedLocally.of(flow.shared().stack()),
                ahead,
                "doctor",
                "--json",
                CHECKOUT));

    assertThat(found.texts("clock"))
        .singleElement()
        .asString()
        .matches("this machine is (2 min 5\\d s|3 min 00 s) ahead of AWS");
  }

  @Test
  void doctor_folderIsNotACheckout_reportsUnknownVersions(Flow flow, @TempDir Path empty)
      throws Exception {
    Findings found = Findings.of(ToolCall.of(flow, "doctor", "--json", "--checkout=" + empty));
    ToolCall nowhere = ToolCall.of(flow, "doctor", "--checkout=" + empty.resolve("no"));

    for (String about : List.of("template", "state machine", "code")) {
      assertThat(found.about(about))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.get("weight").asText()).isEqualTo("NOTE");
                assertThat(finding.get("found").asText()).startsWith("unknown: there is no ");
              });
    }
    assertThat(nowhere.exitCode()).isEqualTo(2);
    assertThat(nowhere.err()).contains("there is no such folder");
  }

  /** The JSON answer of a call. */
  private record Findings(int exitCode, JsonNode answer) {

    static Findings of(ToolCall call) throws IOException {
      assertThat(call.err()).isEmpty();
      return new Findings(call.exitCode(), Json.MAPPER.readTree(call.out()));
    }

    List<JsonNode> about(String what) {
      return answer
          .path("findings")
          .valueStream()
          .filter(finding -> finding.get("about").asText().equals(what))
          .toList();
    }

    List<String> texts(String what) {
      return about(what).stream().map(finding -> finding.get("found").asText()).toList();
    }
  }
}
