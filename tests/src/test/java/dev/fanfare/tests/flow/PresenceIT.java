package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Channels with notices enabled learn who joins and who leaves, through the same fan-out. */
@OnStack(StackKind.SMALL_SHARDS)
class PresenceIT {
  private final List<ActionClient> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(ActionClient::close);
  }

  @Test
  void notices_joinLeaveAndDisconnect_reachTheOthers(Flow flow) {
    String room = "notice-" + flow.name("room");
    String bob = flow.name("bob");
    var ann = connect(flow, flow.name("ann"), room);
    var first = connect(flow, bob, "elsewhere");
    first.send("{\"action\":\"joinchannel\",\"channel\":\"" + room + "\"}");
    next(first, "joined");
    awaitNotice(ann, "joined", room, bob);

    first.send("{\"action\":\"leavechannel\",\"channel\":\"" + room + "\"}");
    next(first, "left");
    awaitNotice(ann, "left", room, bob);

    var second = connect(flow, bob, room);
    awaitNotice(ann, "joined", room, bob);
    second.close();
    awaitNotice(ann, "left", room, bob);
  }

  /** Each connect and disconnect used to cause a broadcast to each channel. */
  @Test
  void notices_clientThatKeepsReconnecting_areFew(Flow flow) {
    var rooms = IntStream.range(0, 20).mapToObj(i -> "notice-" + flow.name("r" + i)).toList();
    String all = String.join(",", rooms);
    String eve = flow.name("eve");
    var ann = connect(flow, flow.name("ann"), all);
    var startedAt = Instant.now();
    for (int i = 0; i < 5; i++) {
      connect(flow, flow.name("bob"), all).close();
    }
    connect(flow, eve, all);
    long seconds = Duration.between(startedAt, Instant.now()).toSeconds();

    int notices = 0;
    var noticed = new HashSet<String>();
    while (noticed.size() < rooms.size()) {
      JsonNode notice = next(ann, "presence");
      notices++;
      if (notice.toString().contains(eve)) {
        noticed.add(notice.path("channel").asText());
      }
    }

    // One notice for each channel and two-second interval, plus the intervals at both ends. Before,
    // there were 220.
    assertThat(notices).isLessThanOrEqualTo((int) (rooms.size() * (seconds / 2 + 3)));
  }

  private static JsonNode next(ActionClient client, String type) {
    JsonNode message = client.next();
    while (!message.path("type").asText().equals(type)) {
      message = client.next();
    }
    return message;
  }

  /** Reads notices up to the one that contains the event. A notice may contain several events. */
  private static void awaitNotice(ActionClient client, String event, String room, String user) {
    while (true) {
      JsonNode notice = next(client, "presence");
      assertThat(notice.path("channel").asText()).isEqualTo(room);
      assertThat(notice.path("position").asLong()).isPositive();
      for (JsonNode change : notice.path("events")) {
        if (change.path("event").asText().equals(event)
            && change.path("user_id").asText().equals(user)) {
          return;
        }
      }
    }
  }

  private ActionClient connect(Flow flow, String user, String channel) {
    var sockets = flow.shared().stack().endpoints().sockets();
    var client = new ActionClient(sockets, user, "channels=" + channel);
    clients.add(client);
    return client;
  }
}
