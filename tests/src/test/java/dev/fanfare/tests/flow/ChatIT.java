package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Plain WebSocket clients send each other messages in a channel and catch up on missed ones. */
@OnStack(StackKind.SMALL_SHARDS)
class ChatIT {
  private final List<ActionClient> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(ActionClient::close);
  }

  @Test
  void sendMessage_plainClient_reachesOnlyTheOtherMembers(Flow flow) {
    String room = flow.name("room");
    var ann = connect(flow, "ann", "channels=" + room);
    var bob = connect(flow, "bob", "channels=" + room);
    var eve = connect(flow, "eve", "channels=");

    JsonNode sent =
        ann.ask(
            "{\"action\":\"sendmessage\",\"channel\":\"%s\",\"message\":{\"price\":1.10}}"
                .formatted(room));

    assertThat(sent.path("type").asText()).isEqualTo("sent");
    String id = sent.path("id").asText();
    JsonNode got = bob.next();
    assertThat(got.path("type").asText()).isEqualTo("message");
    assertThat(got.path("message")).hasToString("{\"price\":1.10}");
    assertThat(got.path("channel").asText()).isEqualTo(room);
    assertThat(got.path("from").asText()).isEqualTo(flow.name("ann"));
    assertThat(got.path("id").asText()).isEqualTo(id);
    assertThat(got.path("position").asLong()).isEqualTo(1);
    assertThat(got.path("sent_at").asLong()).isPositive();
    JsonNode report = flow.broadcasts().direct(id);
    assertThat(report.path("planned").asInt()).isEqualTo(1);
    assertThat(report.path("outcomes").path("delivered").asInt()).isEqualTo(1);
    // Messages that were sent to them earlier would come first.
    assertThat(ann.ask("{\"action\":\"ping\"}")).hasToString("{\"type\":\"pong\"}");
    assertThat(eve.ask("{\"action\":\"ping\"}")).hasToString("{\"type\":\"pong\"}");
  }

  @Test
  void sendMessage_channelNotJoinedOrTooLarge_isRefused(Flow flow) {
    String room = flow.name("room");
    var ann = connect(flow, "ann", "channels=" + room);

    assertThat(error(ann.ask(message(flow.name("other"), "\"hello\"")))).isEqualTo("not_joined");
    String large = '"' + "x".repeat(128 * 1024 - 80 - room.length()) + '"';
    assertThat(error(ann.ask(message(room, large)))).isEqualTo("too_large");
    assertThat(error(ann.ask(message("a#b", "1")))).isEqualTo("invalid_request");
  }

  @Test
  void joinChannel_since_deliversMissedMessagesOnceInOrder(Flow flow) {
    String room = flow.name("room");
    var ann = connect(flow, "ann", "channels=" + room);
    var ids = say(flow, ann, room, 4);
    var bob = connect(flow, "bob", "channels=");

    var first = bob.send(join(room, "1")).next();
    var second = bob.next();
    var third = bob.next();
    var joined = bob.next();

    assertThat(List.of(first, second, third))
        .allMatch(m -> m.path("type").asText().equals("missed"));
    assertThat(List.of(first, second, third))
        .extracting(missed -> missed.path("id").asText())
        .isEqualTo(ids.subList(1, 4));
    assertThat(first.path("position").asInt()).isEqualTo(2);
    assertThat(first.path("data").path("message").asInt()).isEqualTo(2);
    assertThat(joined.path("type").asText()).isEqualTo("joined");
    assertThat(joined.path("position").asInt()).isEqualTo(4);
    ann.ask(message(room, "\"live\""));
    assertThat(bob.next().path("message").asText()).isEqualTo("live");
  }

  @Test
  void joinChannel_sinceAnInstant_deliversLaterMessages(Flow flow) {
    String room = flow.name("room");
    var ann = connect(flow, "ann", "channels=" + room);
    say(flow, ann, room, 3);
    var list = ann.ask("{\"action\":\"listmessages\",\"channel\":\"%s\"}".formatted(room));
    long sentAt = list.path("messages").get(2).path("sent_at").asLong();
    var bob = connect(flow, "bob", "channels=" + room);

    var missed = bob.ask(join(room, "\"" + Instant.ofEpochMilli(sentAt) + "\""));

    assertThat(missed.path("position").asInt()).isEqualTo(3);
    assertThat(bob.next().path("position").asInt()).isEqualTo(3);
    assertThat(bob.ask("{\"action\":\"ping\"}").path("type").asText()).isEqualTo("pong");
  }

  @Test
  void listMessages_pageByPage_listsEachOnceForMembersOnly(Flow flow) {
    String room = flow.name("room");
    var ann = connect(flow, "ann", "channels=" + room);
    say(flow, ann, room, 5);
    String ask = "{\"action\":\"listmessages\",\"channel\":\"" + room + "\",\"limit\":2";

    var forward = ann.ask(ask + ",\"since\":0}");
    var backward = ann.ask(ask + "}");

    assertThat(positions(forward)).containsExactly(1, 2);
    assertThat(forward.path("next").asInt()).isEqualTo(2);
    assertThat(positions(ann.ask(ask + ",\"since\":4}"))).containsExactly(5);
    assertThat(positions(backward)).containsExactly(4, 5);
    assertThat(positions(ann.ask(ask + ",\"before\":" + backward.path("next") + "}")))
        .containsExactly(2, 3);
    assertThat(error(connect(flow, "eve", "channels=").ask(ask + "}"))).isEqualTo("not_joined");
  }

  private ActionClient connect(Flow flow, String user, String query) {
    var sockets = flow.shared().stack().endpoints().sockets();
    var client = new ActionClient(sockets, flow.name(user), query);
    clients.add(client);
    return client;
  }

  /** Sends 1, 2, 3 and so on. Each message waits for the broadcast of the previous one. */
  private static List<String> say(Flow flow, ActionClient speaker, String room, int count) {
    var ids = new ArrayList<String>();
    for (int i = 1; i <= count; i++) {
      String id = speaker.ask(message(room, "" + i)).path("id").asText();
      flow.broadcasts().direct(id);
      ids.add(id);
    }
    return ids;
  }

  private static String message(String channel, String json) {
    return "{\"action\":\"sendmessage\",\"channel\":\"%s\",\"message\":%s}"
        .formatted(channel, json);
  }

  private static String join(String channel, String since) {
    return "{\"action\":\"joinchannel\",\"channel\":\"%s\",\"since\":%s}".formatted(channel, since);
  }

  private static String error(JsonNode answer) {
    return answer.path("error").asText();
  }

  private static List<Integer> positions(JsonNode answer) {
    return StreamSupport.stream(answer.path("messages").spliterator(), false)
        .map(message -> message.path("position").asInt())
        .toList();
  }
}
