package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.apigateway.PostFault;
import dev.fanfare.local.apigateway.PostFaults;
import dev.fanfare.text.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The function that receives a message for a small channel posts it itself. */
@OnStack(StackKind.SMALL_SHARDS)
class DirectIT {
  private final List<ActionClient> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(ActionClient::close);
  }

  @Test
  void message_toASmallChannel_isShownListedAndExportedNormally(Flow flow) throws Exception {
    String room = flow.name("room");
    var ann = connect(flow, "ann", room);
    var bob = connect(flow, "bob", room);

    String id = ann.ask(message(room, "\"hello\"", "r1")).path("id").asText();

    assertThat(bob.next().path("position").asInt()).isEqualTo(1);
    JsonNode report = flow.broadcasts().direct(id);
    assertThat(report.path("outcomes").path("delivered").asInt()).isEqualTo(1);
    assertThat(flow.broadcasts().isUntouched(id)).isTrue();
    JsonNode listed = json(ToolCall.of(flow, "list", "--json", "--limit=1"));
    assertThat(listed.at("/0/id").asText()).isEqualTo(id);
    assertThat(listed.at("/0/path").asText()).isEqualTo("direct");
    assertThat(listed.at("/0/summary/planned").asInt()).isEqualTo(1);
    assertThat(ToolCall.of(flow, "list", "--limit=1").out()).contains("path", " direct ");
    assertThat(ToolCall.of(flow, "show", id.substring(0, 20)).out())
        .contains("Broadcast " + id + ": SUCCEEDED", "path: direct", "priority: low", "delivered");
    assertThat(json(ToolCall.of(flow, "show", "--json", id)).path("path").asText())
        .isEqualTo("direct");
    assertThat(ToolCall.of(flow, "watch", id).exitCode()).isZero();
    assertThat(ToolCall.of(flow, "export", id).out()).contains(flow.name("bob"), "delivered");
    ToolCall corrected = ToolCall.of(flow, "correct", "--data={\"mended\":true}", id);
    assertThat(corrected.exitCode()).as(corrected.out() + corrected.err()).isZero();
    flow.broadcasts().await(id + "-correction").succeeded();
    assertThat(bob.next()).hasToString("{\"mended\":true}");
    assertThat(json(ToolCall.of(flow, "show", "--json", id + "-correction")).path("path").asText())
        .isEqualTo("execution");
  }

  @Test
  void message_sentTwiceWithOneRequestId_arrivesOnce(Flow flow) {
    String room = flow.name("room");
    var ann = connect(flow, "ann", room);
    var bob = connect(flow, "bob", room);

    ann.send(message(room, "1", "r1")).send(message(room, "1", "r1"));
    String id = ann.next().path("id").asText();
    assertThat(ann.next().path("id").asText()).isEqualTo(id);
    flow.broadcasts().direct(id);
    ann.ask(message(room, "1", "r1"));
    ann.ask(message(room, "2", "r2"));

    assertThat(bob.next().path("message").asInt()).isEqualTo(1);
    JsonNode next = bob.next();
    assertThat(next.path("message").asInt()).isEqualTo(2);
    assertThat(next.path("position").asInt()).isEqualTo(2);
  }

  @Test
  void message_toSomeUnreachable_isHandedOverAndReachesAll(Flow flow) throws Exception {
    String room = flow.name("room");
    List<String> users = flow.names("user", 12);
    flow.connect(users);
    flow.memberships().join(room, users);
    var ann = connect(flow, "ann", room);
    var hurt = List.copyOf(flow.connectionIds(users.get(3)));
    var tries = new ConcurrentHashMap<String, Integer>();
    PostLog log =
        flow.strikePosts(
            post ->
                hurt.contains(post.connectionId())
                        && tries.merge(post.connectionId(), 1, Integer::sum) <= 5
                    ? PostFault.INTERNAL_ERROR
                    : PostFault.NONE);

    String id = ann.ask(message(room, "\"hello\"", "r1")).path("id").asText();
    Broadcast broadcast = flow.broadcasts().await(id).succeeded();

    assertThat(broadcast.planned()).isEqualTo(12);
    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 12L));
    assertThat(broadcast.report().path("path").asText()).isEqualTo("direct, execution");
    var posts = new TreeMap<String, Integer>();
    log.connections().forEach(connection -> posts.merge(connection, 1, Integer::sum));
    assertThat(posts).hasSize(12);
    assertThat(posts.entrySet())
        .allSatisfy(
            posted ->
                assertThat(posted.getValue()).isEqualTo(hurt.contains(posted.getKey()) ? 6 : 1));
    String exported = ToolCall.of(flow, "export", id).out();
    assertThat(users).allSatisfy(user -> assertThat(exported).containsOnlyOnce(user + ","));
    assertThat(flow.received())
        .allSatisfy(client -> assertThat(client.receivedCount()).isEqualTo(1));
    assertThat(json(ToolCall.of(flow, "show", "--json", id)).path("path").asText())
        .isEqualTo("direct, execution");
  }

  @Test
  void message_toAGoneConnection_recordsAndEndsIt(Flow flow) {
    String room = flow.name("room");
    List<String> users = flow.names("user", 2);
    flow.connect(users);
    flow.memberships().join(room, users);
    var ann = connect(flow, "ann", room);
    flow.vanish(1);

    String id = ann.ask(message(room, "\"hello\"", "r1")).path("id").asText();

    JsonNode report = flow.broadcasts().direct(id);
    assertThat(report.path("outcomes").path("delivered").asInt()).isEqualTo(1);
    assertThat(report.path("outcomes").path("stale").asInt()).isEqualTo(1);
    assertThat(flow.rows().stale(id)).hasSize(1);
    await().atMost(Duration.ofSeconds(5)).until(() -> flow.connectionIds(users.get(0)).isEmpty());
  }

  @Test
  void resend_ofADirectBroadcast_reachesTheMissed(Flow flow) throws Exception {
    String room = flow.name("room");
    List<String> users = flow.names("user", 3);
    String broken = flow.name("broken");
    flow.connect(users);
    flow.rows().addConnection(broken, RefusedIT.MALFORMED);
    flow.memberships().join(room, Stream.concat(users.stream(), Stream.of(broken)).toList());
    var ann = connect(flow, "ann", room);

    String id = ann.ask(message(room, "\"hello\"", "r1")).path("id").asText();
    JsonNode report = flow.broadcasts().direct(id);
    assertThat(report.path("outcomes").path("delivered").asInt()).isEqualTo(3);
    assertThat(report.path("outcomes").path("refused").asInt()).isEqualTo(1);

    PostLog log = flow.strikePosts(PostFaults.NONE);
    Broadcast resend = flow.broadcasts().run("{\"resend_of\":\"%s\"}".formatted(id));

    assertThat(resend.outcomes()).isEqualTo(Map.of("refused", 1L));
    assertThat(log.connections()).containsExactly(RefusedIT.MALFORMED);
    flow.rows().deleteConnections();
  }

  private ActionClient connect(Flow flow, String user, String channel) {
    var client =
        new ActionClient(
            flow.shared().stack().endpoints().sockets(), flow.name(user), "channels=" + channel);
    clients.add(client);
    return client;
  }

  private static String message(String channel, String json, String requestId) {
    return "{\"action\":\"sendmessage\",\"channel\":\"%s\",\"message\":%s,\"request_id\":\"%s\"}"
        .formatted(channel, json, requestId);
  }

  private static JsonNode json(ToolCall call) throws JsonProcessingException {
    assertThat(call.exitCode()).as(call.err()).isZero();
    return Json.MAPPER.readTree(call.out());
  }
}
