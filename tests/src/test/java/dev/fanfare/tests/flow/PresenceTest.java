package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Channels that want it are told who comes and who goes, through the same fan-out. */
@OnStack(StackKind.SMALL_SHARDS)
class PresenceTest {
  private final List<ActionClient> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(ActionClient::close);
  }

  @Test
  void notices_joinLeaveAndDisconnect_areToldToTheOthersOnly(Flow flow) {
    String room = "notice-" + flow.name("room");
    String bob = flow.name("bob");
    var ann = connect(flow, flow.name("ann"), room);
    var first = connect(flow, bob, "elsewhere");
    first.send("{\"action\":\"joinchannel\",\"channel\":\"" + room + "\"}");
    next(first, "joined");
    assertNotice(ann.next(), "joined", room, bob);

    first.send("{\"action\":\"leavechannel\",\"channel\":\"" + room + "\"}");
    next(first, "left");
    assertNotice(ann.next(), "left", room, bob);

    var second = connect(flow, bob, room);
    assertNotice(ann.next(), "joined", room, bob);
    second.close();
    assertNotice(ann.next(), "left", room, bob);
  }

  /** The next of a type; ann's own arrival may be told to whoever has joined meanwhile. */
  private static JsonNode next(ActionClient client, String type) {
    JsonNode message = client.next();
    while (!message.path("type").asText().equals(type)) {
      message = client.next();
    }
    return message;
  }

  private static void assertNotice(JsonNode notice, String event, String room, String user) {
    assertThat(notice.path("type").asText()).isEqualTo("presence");
    assertThat(notice.path("event").asText()).isEqualTo(event);
    assertThat(notice.path("channel").asText()).isEqualTo(room);
    assertThat(notice.path("user_id").asText()).isEqualTo(user);
    assertThat(notice.path("position").asLong()).isPositive();
  }

  private ActionClient connect(Flow flow, String user, String channel) {
    var sockets = flow.shared().stack().endpoints().sockets();
    var client = new ActionClient(sockets, user, "channels=" + channel);
    clients.add(client);
    return client;
  }
}
