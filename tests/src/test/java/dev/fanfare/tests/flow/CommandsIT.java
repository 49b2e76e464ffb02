package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.apigateway.PostFault;
import dev.fanfare.local.apigateway.PostFaults;
import dev.fanfare.text.Json;
import dev.fanfare.text.Printable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's commands for existing broadcasts. */
@OnStack(StackKind.SMALL_SHARDS)
class CommandsIT {

  @Test
  void watch_severalAtOnce_endsWithTheReportOfEach(Flow flow) {
    flow.connect(flow.names("user", 20));
    String slow = flow.name("slow");
    String quick = flow.name("quick");
    ToolCall.of(flow, "send", "--yes", "--data=1", "--rate=20", "--id=" + slow);
    flow.broadcasts().runByHand(quick, "{\"data\":2}").succeeded();

    ToolCall call = ToolCall.of(flow, "watch", slow, quick);

    assertThat(call.exitCode()).as(call.err()).isZero();
    assertThat(call.out())
        .contains("Broadcast " + slow + ": SUCCEEDED", "Broadcast " + quick + ": SUCCEEDED")
        .doesNotContain("\u001b");
  }

  @Test
  void watch_onATerminal_drawsBarsInPlace(Flow flow) {
    flow.connect(flow.names("user", 20));
    String id = flow.name("sale");

    ToolCall call =
        ToolCall.answering(flow, true, "send", "--data=1", "--rate=10", "--watch", "--id=" + id);

    assertThat(call.out()).contains("\u001b[1A\u001b[J", id + "  [", "% ", " of 20 ", "/s");
    assertThat(call.out().lines().toList())
        .filteredOn(line -> line.contains("delivered") && line.contains(" left"))
        .as("progress shown while it ran")
        .isNotEmpty();
  }

  @Test
  void cancel_whilePushing_reportsItsProgress(Flow flow) throws Exception {
    flow.connect(flow.names("user", 60));
    String id = flow.name("sale");
    PostLog log = flow.strikePosts(PostFaults.NONE);
    var middle = log.when(10, post -> true);
    flow.broadcasts().send("{\"id\":\"%s\",\"data\":1,\"rate\":10}".formatted(id));
    middle.join();

    ToolCall running = ToolCall.of(flow, "show", id);
    ToolCall runningJson = ToolCall.of(flow, "show", "--json", id);
    ToolCall call = ToolCall.of(flow, "cancel", "--json", id);
    ToolCall again = ToolCall.of(flow, "cancel", id);

    assertThat(call.exitCode()).as(call.err()).isZero();
    JsonNode progress = Json.MAPPER.readTree(call.out());
    assertThat(progress.get("status").asText()).isEqualTo("CANCELLED");
    long delivered = progress.at("/outcomes/delivered").asLong();
    assertThat(delivered).isBetween(10L, 59L);
    assertThat(progress.at("/outcomes/cancelled").asLong()).isEqualTo(60 - delivered);
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("broadcast " + id + " has already ended: CANCELLED");
    assertThat(running.exitCode()).as(running.err()).isZero();
    assertThat(running.out()).contains("Broadcast " + id + ": RUNNING for ", " of 60 ");
    assertThat(Json.MAPPER.readTree(runningJson.out()).get("status").asText()).isEqualTo("RUNNING");
    assertCancelledEverywhere(flow, id, 60 - delivered);
  }

  private static void assertCancelledEverywhere(Flow flow, String id, long cancelled)
      throws Exception {
    ToolCall watch = ToolCall.of(flow, "watch", id);
    ToolCall show = ToolCall.of(flow, "show", id);
    ToolCall resend = ToolCall.of(flow, "resend", id);
    ToolCall list = ToolCall.of(flow, "list", "--status=CANCELLED", "--limit=1");

    assertThat(watch.exitCode()).isEqualTo(1);
    assertThat(watch.out())
        .contains("Broadcast " + id + ": CANCELLED", cancelled + " connections cancelled: nothing");
    assertThat(show.out()).contains("Broadcast " + id + ": CANCELLED");
    assertThat(resend.out())
        .contains("missed nobody; " + cancelled + " connections cancelled, and resend does not");
    assertThat(list.out()).contains(id, "CANCELLED");
    assertThat(ToolCall.of(flow, "list", "--status=SUCCEEDED").out()).doesNotContain(id);
  }

  @Test
  void cancel_beforeThePlan_isCancelledToo(Flow flow) throws Exception {
    flow.connect(flow.names("user", 3));
    String id = flow.name("sale");
    flow.broadcasts().cancel(id);
    flow.broadcasts().runByHand(id, "{\"data\":1}");

    ToolCall watch = ToolCall.of(flow, "watch", id);

    assertThat(watch.out()).contains("Broadcast " + id + ": CANCELLED");
    assertThat(watch.exitCode()).isEqualTo(1);
    assertThat(flow.messages()).isZero();
  }

  @Test
  void show_broadcastOfSeveralShards_showsBooksStepsAndShards(Flow flow) throws Exception {
    flow.connect(flow.names("user", 25));
    String id = flow.name("sale");
    flow.broadcasts().runByHand(id, "{\"data\":1}").succeeded();

    ToolCall text = ToolCall.of(flow, "show", id.substring(0, id.length() - 1));
    JsonNode json = Json.MAPPER.readTree(ToolCall.of(flow, "show", "--json", id).out());

    assertThat(text.exitCode()).as(text.err()).isZero();
    assertThat(text.out())
        .contains("Broadcast " + id + ": SUCCEEDED in ", "Shards: 3 begun in all rounds")
        .containsPattern("planned +25\n")
        .containsPattern("to the report +\\d")
        .containsPattern("PlanShards +SUCCEEDED +\\d.* s +1 +1\n")
        .containsPattern("PushShards +SUCCEEDED")
        .containsPattern("2 +1 +finished +.*s +5 +5 +1\n");
    assertThat(json.at("/report/planned").asInt()).isEqualTo(25);
    assertThat(json.at("/steps/0/name").asText()).isEqualTo("PlanShards");
    assertThat(json.at("/mapRuns/0/items/succeeded").asInt()).isEqualTo(3);
    assertThat(json.at("/slowestShards")).hasSize(3);
  }

  @Test
  void list_latest_comesFirst(Flow flow) throws Exception {
    flow.connect(flow.names("user", 1));
    String one = flow.broadcasts().run("{\"data\":1}").id();
    String two = flow.broadcasts().run("{\"data\":2}").id();

    ToolCall text = ToolCall.of(flow, "list", "--limit=2");
    JsonNode json =
        Json.MAPPER.readTree(
            ToolCall.of(flow, "list", "--limit", "2", "--status=succeeded", "--json").out());

    assertThat(text.out().lines().toList())
        .hasSize(3)
        .satisfies(lines -> assertThat(lines.get(0)).contains("id", "status", "started (UTC)"))
        .satisfies(lines -> assertThat(lines.get(1)).contains(two, "SUCCEEDED"))
        .satisfies(lines -> assertThat(lines.get(2)).contains(one));
    assertThat(json).hasSize(2);
    assertThat(json.at("/0/id").asText()).isEqualTo(two);
    assertThat(json.at("/0/summary/outcomes/delivered").asInt()).isEqualTo(1);
  }

  @Test
  void history_filtered_showsOnlyThoseEvents(Flow flow) throws Exception {
    flow.connect(flow.names("user", 25));
    String id = flow.broadcasts().run("{\"data\":1}").id();

    ToolCall plan = ToolCall.of(flow, "history", id, "--state=PlanShards", "--type=entered");
    ToolCall shard = ToolCall.of(flow, "history", id, "--shard=1", "--text=00001.jsonl", "--json");
    ToolCall whole = ToolCall.of(flow, "history", id, "--follow");
    ToolCall none = ToolCall.of(flow, "history", id, "--shard=9");
    ToolCall log = ToolCall.of(flow, "history", id, "--shard=2", "--log", "--type=started");

    assertThat(plan.out().lines().toList())
        .hasSize(3)
        .satisfies(lines -> assertThat(lines.get(2)).contains("TaskStateEntered", "PlanShards"));
    JsonNode first = Json.MAPPER.readTree(shard.out().lines().findFirst().orElseThrow());
    assertThat(first.get("type").asText()).isEqualTo("ExecutionStarted");
    assertThat(first.get("input").asText()).contains("00001.jsonl");
    assertThat(whole.out()).contains("ExecutionStarted", "MapRunSucceeded", "ExecutionSucceeded");
    assertThat(log.out().lines().filter(line -> line.startsWith("log ")))
        .as("only the pusher's log lines of this shard: %s", log.err())
        .singleElement()
        .asString()
        .contains("/00002.jsonl: 5 posts in ", ", 5 delivered, finished");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).contains("shard 9 of round 1 of broadcast " + id + " has not begun");
  }

  @Test
  void resendAndCorrect_afterAFailure_reachEachOnce(Flow flow, @TempDir Path folder)
      throws Exception {
    List<String> users = flow.names("user", 10);
    flow.connect(users);
    String unlucky = flow.connectionIds(users.get(0)).get(0);
    var isBroken = new AtomicBoolean(true);
    flow.strikePosts(
        post ->
            isBroken.get() && post.connectionId().equals(unlucky)
                ? PostFault.INTERNAL_ERROR
                : PostFault.NONE);
    String id = flow.name("sale");
    Broadcast failed = flow.broadcasts().runByHand(id, "{\"data\":\"a\"}");
    isBroken.set(false);

    ToolCall shown = ToolCall.of(flow, "show", id);
    ToolCall exported = ToolCall.of(flow, "export", id, "--outcome=unreachable");
    ToolCall corrected = ToolCall.of(flow, "correct", id, "--data=\"b\"", "--watch");
    ToolCall resent = ToolCall.of(flow, "resend", id, "--watch");
    ToolCall again = ToolCall.of(flow, "resend", id);
    Path file = folder.resolve("outcomes.jsonl");
    ToolCall written = ToolCall.of(flow, "export", id, "--format", "jsonl", "-o", file.toString());

    assertThat(failed.status()).isEqualTo("FAILED");
    assertThat(shown.out()).contains("1 connection missed: ./fanfare resend --local " + id);
    assertThat(exported.out())
        .isEqualTo(
            "connection_id,user_id,outcome,round\n%s,%s,unreachable,2\n"
                .formatted(Printable.cell(unlucky), users.get(0)));
    assertThat(corrected.out())
        .contains(id + "-correction: SUCCEEDED")
        .containsPattern("planned +9\n");
    assertThat(resent.out()).contains(id + "-resend: SUCCEEDED").containsPattern("planned +1\n");
    assertThat(again.out()).contains("was sent before: it runs once");
    assertThat(written.err()).contains("10 connections written to " + file);
    assertThat(Files.readAllLines(file)).hasSize(10).allMatch(line -> line.startsWith("{"));
    assertThat(flow.received())
        .allMatch(
            client ->
                client
                    .texts()
                    .equals(
                        client.user().equals(users.get(0))
                            ? List.of("\"a\"")
                            : List.of("\"a\"", "\"b\"")));
  }

  @Test
  void call_unknownBroadcast_namesItAndSuggestsACommand(Flow flow) {
    for (String command : List.of("watch", "show", "history", "cancel", "resend", "export")) {
      ToolCall call = ToolCall.of(flow, command, "nobody-has-this");

      assertThat(call.exitCode()).isEqualTo(4);
      assertThat(call.err())
          .contains("there is no broadcast nobody-has-this on stack fanfare", "./fanfare list");
    }
    assertThat(ToolCall.of(flow, "show", "a/b").err())
        .contains("ID is \"a/b\": must be a valid execution name");
  }
}
