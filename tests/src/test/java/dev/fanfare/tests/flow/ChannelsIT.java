package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.tables.SessionRow;
import dev.fanfare.tables.SubscriptionRow;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plain WebSocket client can do with channels. */
@OnStack(StackKind.SMALL_SHARDS)
class ChannelsIT {
  private final List<ActionClient> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(ActionClient::close);
  }

  @Test
  void joinChannel_plainClient_isAcknowledgedWithItsConnection(Flow flow) {
    String ann = flow.name("ann");
    var client = connect(flow, ann, "");
    String id = flow.rows().connections(ann).get(0).get("connection_id").s();

    JsonNode joined = client.ask("{\"action\":\"joinchannel\",\"channel\":\"news\"}");

    assertThat(joined.toString())
        .startsWith(
            "{\"type\":\"joined\",\"channel\":\"news\",\"connection_id\":\""
                + id
                + "\",\"position\":");
    assertThat(flow.rows().subscriptions(ann))
        .extracting(row -> row.get(SubscriptionRow.CHANNEL_PARTITION).s())
        .containsExactlyInAnyOrder(
            SubscriptionRow.partitionOf("news", id), SubscriptionRow.partitionOf("default", id));
    assertThat(texts(client.ask("{\"action\":\"listchannels\"}").path("channels")))
        .containsExactly("default", "news");
  }

  @Test
  void leaveChannel_member_isNoLongerListedOrCounted(Flow flow) {
    String room = flow.name("room");
    var ann = connect(flow, flow.name("ann"), "channels=" + room);
    var bob = connect(flow, flow.name("bob"), "channels=" + room);
    assertThat(count(ann, room)).isEqualTo(2);

    JsonNode left =
        bob.ask("{\"action\":\"leavechannel\",\"channel\":\"" + room + "\",\"request_id\":\"7\"}");

    assertThat(left.path("type").asText()).isEqualTo("left");
    assertThat(left.path("request_id").asText()).isEqualTo("7");
    assertThat(count(ann, room)).isEqualTo(1);
    assertThat(bob.ask("{\"action\":\"leavechannel\",\"channel\":\"" + room + "\"}").path("error"))
        .hasToString("\"not_joined\"");
  }

  @Test
  void listMembers_moreThanAPage_namesEachOnce(Flow flow) {
    String room = flow.name("room");
    List<String> users = flow.names("u", 11);
    users.forEach(user -> connect(flow, user, "channels=" + room));
    var asker = connect(flow, flow.name("asker"), "channels=");
    var listed = new ArrayList<String>();
    String after = "";
    do {
      JsonNode page =
          asker.ask(
              "{\"action\":\"listmembers\",\"channel\":\"%s\",\"limit\":4%s}"
                  .formatted(room, after));
      page.path("members").forEach(member -> listed.add(member.path("user_id").asText()));
      after = page.path("next").isNull() ? null : ",\"after\":" + page.path("next");
    } while (after != null);

    assertThat(listed).containsExactlyInAnyOrderElementsOf(users);
    assertThat(texts(asker.ask("{\"action\":\"listchannels\"}").path("channels"))).isEmpty();
  }

  @Test
  void disconnect_member_leavesItsChannelsAndASession(Flow flow) {
    String room = flow.name("room");
    String bob = flow.name("bob");
    var ann = connect(flow, flow.name("ann"), "");
    connect(flow, bob, "channels=default," + room).close();

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> flow.rows().connections(bob).isEmpty() && count(ann, room) == 0);

    assertThat(flow.rows().subscriptions(bob)).isEmpty();
    assertThat(flow.rows().sessions(bob))
        .singleElement()
        .satisfies(row -> assertThat(row.get(SessionRow.ESTIMATED).bool()).isFalse());
  }

  @Test
  void vanishedClient_foundByABroadcast_leavesItsChannelsAndAnEstimatedSession(Flow flow) {
    String gone = flow.name("gone");
    flow.connect(List.of(gone));
    flow.vanish(1);
    assertThat(flow.rows().subscriptions(gone)).hasSize(1);

    flow.broadcasts().run(Requests.toEveryone("1")).succeeded();

    assertThat(flow.rows().subscriptions(gone)).isEmpty();
    assertThat(flow.rows().sessions(gone))
        .singleElement()
        .satisfies(row -> assertThat(row.get(SessionRow.ESTIMATED).bool()).isTrue());
  }

  @Test
  void joinChannel_fiftyFirst_isRefusedAndKeepsTheFifty(Flow flow) {
    var client = connect(flow, flow.name("ann"), "");
    var errors = new HashSet<String>();
    for (int i = 0; i < 50; i++) {
      errors.add(
          client
              .ask("{\"action\":\"joinchannel\",\"channel\":\"%s\"}".formatted(flow.name("c" + i)))
              .path("error")
              .asText());
    }

    assertThat(errors).containsExactlyInAnyOrder("", "too_many");
    assertThat(client.ask("{\"action\":\"listchannels\"}").path("channels")).hasSize(50);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"action\":\"joinchannel\"}",
        "{\"action\":\"joinchannel\",\"channel\":\"\"}",
        "{\"action\":\"joinchannel\",\"channel\":\"a#b\"}",
        "{\"action\":\"joinchannel\",\"channel\":[\"a\"]}",
        "{\"action\":\"joinchannel\",\"channel\":\"a\",\"channels\":[]}",
        "{\"action\":\"listmembers\",\"channel\":\"a\",\"limit\":0}",
        "{\"action\":\"listmembers\",\"channel\":\"a\",\"after\":\"zzz\"}",
        "{\"action\":\"countmembers\",\"channel\":\" a\"}"
      })
  void action_invalidField_isRefusedAndTheSocketStaysOpen(String message, Flow flow) {
    var client = connect(flow, flow.name("ann"), "");

    JsonNode answer = client.ask(message);

    assertThat(answer.path("error").asText()).isEqualTo("invalid_request");
    assertThat(answer.path("message").asText()).contains(" is ").contains(": ");
    assertThat(client.ask("{\"action\":\"ping\"}")).hasToString("{\"type\":\"pong\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"action\":\"nonsense\"}", "hello", "[1]", "{}", "{\"action\":7}"})
  void action_unknown_isRefusedWithTheKnownActions(String message, Flow flow) {
    JsonNode answer = connect(flow, flow.name("ann"), "").ask(message);

    assertThat(answer.path("error").asText()).isEqualTo("unknown_action");
    assertThat(answer.path("message").asText()).contains("joinchannel");
  }

  @Test
  void connect_malformedChannel_isRefusedAndLeavesNoRow(Flow flow) {
    String ann = flow.name("ann");

    assertThatThrownBy(() -> connect(flow, ann, "channels=a%23b"))
        .hasCauseInstanceOf(WebSocketHandshakeException.class)
        .extracting(e -> ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode())
        .isEqualTo(400);
    assertThat(flow.rows().connections(ann)).isEmpty();
  }

  private ActionClient connect(Flow flow, String user, String query) {
    var sockets = flow.shared().stack().endpoints().sockets();
    var client = new ActionClient(sockets, user, query);
    clients.add(client);
    return client;
  }

  private static int count(ActionClient client, String channel) {
    return client
        .ask("{\"action\":\"countmembers\",\"channel\":\"" + channel + "\"}")
        .path("members")
        .asInt(-1);
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
