package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.devtools.DeployedLocally;
import dev.fanfare.devtools.load.ClientSnapshot;
import dev.fanfare.local.apigateway.PostFault;
import dev.fanfare.text.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./fanfare send}, with its questions, test sends and waves. */
@OnStack(StackKind.SMALL_SHARDS)
class SendCommandIT {

  @Test
  void send_byOptions_reachesTheAudience(Flow flow) {
    List<String> users = flow.names("user", 3);
    flow.connect(users);

    ToolCall call =
        ToolCall.of(
            flow,
            "send",
            "--data={\"n\": 1.10}",
            "--users=" + users.get(0) + "," + users.get(1),
            "--id=" + flow.name("sale"),
            "--watch");

    assertThat(call.exitCode()).as(call.err()).isZero();
    assertThat(call.err()).contains("audience now: 2 connections", "estimate: ");
    assertThat(call.out())
        .contains("Broadcast " + flow.name("sale") + ": SUCCEEDED in ")
        .containsPattern("planned +2\n")
        .containsPattern("  delivered +2 +100 %\n");
    assertThat(call.questions()).isEmpty();
    flow.assertReceived("{\"n\":1.10}", users.subList(0, 2)::contains);
  }

  @Test
  void send_lowPriority_isShownEverywhere(Flow flow) throws Exception {
    flow.connect(flow.names("user", 2));
    String id = flow.name("digest");

    ToolCall call =
        ToolCall.of(flow, "send", "--yes", "--data=1", "--priority=low", "--watch", "--id=" + id);
    ToolCall show = ToolCall.of(flow, "show", id);
    ToolCall watch = ToolCall.of(flow, "watch", "--json", id);
    JsonNode shown = Json.MAPPER.readTree(ToolCall.of(flow, "show", "--json", id).out());

    assertThat(call.exitCode()).as(call.err()).isZero();
    assertThat(call.out())
        .contains("  (low priority)\n")
        .containsPattern("SUCCEEDED in .* \\(low priority\\)\n");
    assertThat(show.out()).contains("  priority: low\n");
    assertThat(shown.path("priority").asText()).isEqualTo("low");
    assertThat(shown.at("/progress/priority").asText()).isEqualTo("low");
    assertThat(watch.out().lines())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains("\"priority\":\"low\""));
    String other = flow.broadcasts().run("{\"data\":2}").id();
    assertThat(ToolCall.of(flow, "show", other).out()).contains("  priority: normal\n");
  }

  @Test
  void send_fromStandardInputAndFile_isOneBroadcastById(Flow flow, @TempDir Path folder)
      throws Exception {
    flow.connect(flow.names("user", 1));
    String id = flow.name("sale");
    String request = "{\"id\":\"%s\",\"data\":[1, 2]}".formatted(id);
    Path file = Files.writeString(folder.resolve("request.json"), request);

    ToolCall first = ToolCall.piped(flow, request, "send", "--yes", "--json", "-");
    flow.broadcasts().await(id).succeeded();
    ToolCall second = ToolCall.of(flow, "send", "--yes", file.toString());
    ToolCall other = ToolCall.of(flow, "send", "--yes", "--rate", "5", file.toString());

    assertThat(Json.MAPPER.readTree(first.out()))
        .isEqualTo(Json.MAPPER.createObjectNode().put("id", id).put("isNew", true));
    assertThat(second.exitCode()).isZero();
    assertThat(second.out()).contains("was sent before: it runs once");
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("id is \"" + id + "\": must not belong to another request");
    flow.assertReceived("[1,2]", user -> true);
  }

  @Test
  void send_toMoreThanAllowed_asksOrIsRefused(Flow flow) {
    flow.connect(flow.names("user", 3));

    ToolCall alone = ToolCall.of(flow, "send", "--data=1", "--ask-above=2");
    ToolCall no = ToolCall.answering(flow, false, "send", "--data=2", "--ask-above=2");
    ToolCall yes = ToolCall.answering(flow, true, "send", "--data=3", "--ask-above=2", "--watch");

    assertThat(alone.exitCode()).isEqualTo(2);
    assertThat(alone.err()).contains("3 connections, more than --ask-above 2", "add --yes");
    assertThat(no.exitCode()).isEqualTo(1);
    assertThat(no.questions()).containsExactly("Send to 3 connections?");
    assertThat(no.err()).endsWith("not sent\n");
    assertThat(yes.exitCode()).isZero();
    flow.assertReceived("3", user -> true);
  }

  @Test
  void send_withTestUsers_sendsToThemFirstAndAsks(Flow flow) {
    List<String> users = flow.names("user", 4);
    flow.connect(users);
    String[] call = {"send", "--data=1", "--id=" + flow.name("sale"), "--test-user", users.get(0)};

    ToolCall no = ToolCall.answering(flow, false, call);

    assertThat(no.exitCode()).isEqualTo(1);
    assertThat(no.questions()).hasSize(1);
    assertThat(no.out()).contains("Broadcast " + flow.name("sale") + "-test: SUCCEEDED");
    assertThat(flow.broadcasts().exists(flow.name("sale"))).isFalse();
    flow.assertReceived("1", users.get(0)::equals);
  }

  @Test
  void send_inWaves_reachesEachOnce(Flow flow) {
    flow.connect(flow.names("user", 40));

    ToolCall call =
        ToolCall.answering(
            flow,
            true,
            "send",
            "--data=1",
            "--id=" + flow.name("sale"),
            "--canary=20%,50%",
            "--settle=1");

    assertThat(call.exitCode()).as(call.err()).isZero();
    assertThat(call.questions())
        .containsExactly("Continue with 20 % to 50 %?", "Continue with 50 % to 100 %?");
    assertThat(planned(flow, 1) + planned(flow, 2) + planned(flow, 3)).isEqualTo(40);
    flow.assertReceived("1", user -> true);
  }

  private static long planned(Flow flow, int wave) {
    return flow.broadcasts().await(flow.name("sale") + "-wave-" + wave).succeeded().planned();
  }

  @Test
  void send_inWavesAndOneFails_stopsThere(Flow flow) {
    flow.connect(flow.names("user", 40));
    flow.strikePosts(post -> PostFault.INTERNAL_ERROR);

    ToolCall call =
        ToolCall.of(flow, "send", "--data=1", "--id=" + flow.name("sale"), "--canary=50%", "--yes");

    assertThat(call.exitCode()).isEqualTo(1);
    assertThat(call.err())
        .contains("wave 1 of 2: 0 % to 50 %", "stopped before 50 % to 100 %: ", "more than 2 %");
    assertThat(flow.broadcasts().exists(flow.name("sale") + "-wave-2")).isFalse();
    assertThat(flow.received()).allMatch(client -> client.receivedCount() == 0);
  }

  @Test
  void send_alarmInAlarm_sendsNothing(Flow flow) {
    flow.connect(flow.names("user", 1));
    String alarm = flow.name("alarm");
    try (var stack = DeployedLocally.of(flow.shared().stack())) {
      stack
          .metrics()
          .putMetricAlarm(
              put ->
                  put.alarmName(alarm)
                      .namespace("AWS/ApiGateway")
                      .metricName("MessageCount")
                      .statistic("Sum")
                      .period(60)
                      .evaluationPeriods(1)
                      .threshold(1e9)
                      .comparisonOperator("GreaterThanThreshold"));
      stack
          .metrics()
          .setAlarmState(set -> set.alarmName(alarm).stateValue("ALARM").stateReason("a test"));
    }

    ToolCall rings = ToolCall.of(flow, "send", "--data=1", "--yes", "--alarm=" + alarm);
    ToolCall none = ToolCall.of(flow, "send", "--data=1", "--yes", "--alarm=" + alarm + "-not");

    assertThat(rings.exitCode()).isEqualTo(1);
    assertThat(rings.err()).contains("nothing is sent: alarm " + alarm + " is in ALARM");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("there is no CloudWatch alarm " + alarm + "-not in");
    assertThat(flow.received()).extracting(ClientSnapshot::receivedCount).containsOnly(0);
  }

  @Test
  void send_watchedInJson_printsALinePerPoll(Flow flow) throws Exception {
    flow.connect(flow.names("user", 12));

    ToolCall call = ToolCall.of(flow, "send", "--data=1", "--yes", "--watch", "--json");

    List<String> lines = call.out().lines().toList();
    JsonNode last = Json.MAPPER.readTree(lines.get(lines.size() - 1));
    assertThat(last.at("/status").asText()).isEqualTo("SUCCEEDED");
    assertThat(last.at("/summary/outcomes/delivered").asInt()).isEqualTo(12);
    for (String line : lines) {
      assertThat(Json.MAPPER.readTree(line).isObject()).isTrue();
    }
  }
}
