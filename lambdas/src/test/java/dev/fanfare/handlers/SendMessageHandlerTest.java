package dev.fanfare.handlers;

import static dev.fanfare.sockets.Actions.CONNECTION_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.fanfare.channels.ChannelMembers.Member;
import dev.fanfare.channels.MemoryChannelMembers;
import dev.fanfare.config.ConfigurationException;
import dev.fanfare.direct.BusyException;
import dev.fanfare.messages.MessageSender;
import dev.fanfare.request.RequestReader;
import dev.fanfare.sockets.Actions;
import dev.fanfare.sockets.actions.SendMessageAction;
import dev.fanfare.sockets.actions.SendPermission;
import dev.fanfare.wiring.ActionWiring;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SendMessageHandlerTest {
  private final Actions actions = new Actions();
  private final List<String> requests = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private OptionalLong position = OptionalLong.empty();
  private final SendMessageHandler handler = handler(SendPermission.JOINED);

  @Test
  void handleRequest_plainClient_startsABroadcastToTheOthers() {
    String answer = call("text");

    String id = ids.get(0);
    assertThat(answer).isEqualTo("{\"type\":\"sent\",\"channel\":\"news\",\"id\":\"" + id + "\"}");
    assertThat(requests)
        .containsExactly(
            "{\"channels\":[\"news\"],"
                + "\"exclude_connections\":[\"BFaT_fALIAMCKug=\"],"
                + "\"priority\":\"low\","
                + "\"data\":{\"type\":\"message\",\"channel\":\"news\",\"message\":\"hello\","
                + "\"from\":\"alice\",\"connection_id\":\"BFaT_fALIAMCKug=\","
                + "\"sent_at\":1795335000125,\"id\":\"ID\"}}".replace("ID", id));
  }

  /** With the position, the sender's own message leaves no gap in the sequence that it sees. */
  @Test
  void handleRequest_knownPosition_isInTheAnswer() {
    position = OptionalLong.of(13);

    assertThat(call("text")).endsWith("\",\"position\":13}");
  }

  @Test
  void handleRequest_anyJson_arrivesUnchanged() {
    assertThat(call("object-with-request-id")).endsWith(",\"request_id\":\"r-1\"}");

    byte[] request = requests.get(0).getBytes(StandardCharsets.UTF_8);
    assertThat(
            new String(RequestReader.read(request).message().orElseThrow(), StandardCharsets.UTF_8))
        .contains(
            "\"message\":{\"price\":1.10,\"big\":123456789012345678901234567890,"
                + "\"to\":[\"Zoë 🎉\",null]},");
  }

  @Test
  void handleRequest_repeatedRequest_hasTheSameIdAndOthersDoNot() {
    call("object-with-request-id");
    call("object-with-request-id");
    call("text");
    call("text");

    assertThat(ids.get(1)).isEqualTo(ids.get(0));
    assertThat(ids.subList(1, 4)).doesNotHaveDuplicates();
  }

  @Test
  void handleRequest_channelNotJoined_isRefused() {
    assertThat(call("channel-not-joined"))
        .isEqualTo(
            "{\"type\":\"error\",\"action\":\"sendmessage\",\"error\":\"not_joined\","
                + "\"message\":\"channel is \\\"staff\\\":"
                + " must be one that the connection has joined\"}");
    assertThat(requests).isEmpty();
  }

  @Test
  void handleRequest_rightToSend_isCheckedBeforeMembership() {
    assertThat(Actions.body(handler(SendPermission.GRANTED), "SendMessage", "granted"))
        .contains("\"type\":\"sent\"");
    assertThat(Actions.body(handler(SendPermission.GRANTED), "SendMessage", "channel-not-joined"))
        .isEqualTo(
            "{\"type\":\"error\",\"action\":\"sendmessage\",\"error\":\"not_allowed\","
                + "\"message\":\"channel is \\\"staff\\\":"
                + " must be one that the claim send of the token or ticket grants\"}");
    assertThat(Actions.body(handler(SendPermission.NONE), "SendMessage", "granted"))
        .contains("\"error\":\"not_allowed\"", "ClientSend is none");
    assertThat(ids).hasSize(1);
  }

  @Test
  void handleRequest_noMessageOrUnknownField_isRefused() {
    assertThat(call("no-message"))
        .contains("\"error\":\"invalid_request\"", "message is missing: must be given");
    assertThat(call("unknown-field"))
        .contains(
            "\"error\":\"invalid_request\"",
            "known fields are action, channel, message, request_id");
    assertThat(requests).isEmpty();
  }

  @Test
  void handleRequest_budgetSpent_isRefusedWithTheWait() {
    var refusing =
        new SendMessageHandler(
            actions.route(Duration.ofMillis(480), (client, request, log) -> fail("not asked")));

    assertThat(Actions.body(refusing, "SendMessage", "object-with-request-id"))
        .isEqualTo(
            "{\"type\":\"error\",\"action\":\"sendmessage\",\"error\":\"slow_down\","
                + "\"message\":\"user_id is \\\"alice\\\": may send at most 120 messages a minute;"
                + " the next one in 480 ms (all connections together)\","
                + "\"retry_after_ms\":480,\"request_id\":\"r-1\"}");
    assertThat(requests).isEmpty();
  }

  @Test
  void handleRequest_tooManyPendingClientPosts_isRefusedWithTheWait() {
    var busy =
        handler(
            SendPermission.JOINED,
            (request, id, log) -> {
              throw new BusyException(Duration.ofMillis(320));
            });

    assertThat(Actions.body(busy, "SendMessage", "text"))
        .contains("\"error\":\"slow_down\"", "try again in 320 ms\",\"retry_after_ms\":320}");
  }

  @Test
  void handler_noVariables_reportsAllThatAreMissing() {
    var failure =
        catchThrowableOfType(
            ConfigurationException.class, () -> new ActionWiring(Map.of()).sendMessage());

    assertThat(failure.problems())
        .contains(
            "CONNECTIONS_TABLE is missing: must be set",
            "SUBSCRIPTIONS_TABLE is missing: must be set",
            "BROADCAST_BUCKET is missing: must be set",
            "STATE_MACHINE_ARN is missing: must be set",
            "MAX_MESSAGES_PER_MINUTE is missing: must be set",
            "DIRECT_LIMIT is missing: must be set")
        .doesNotHaveDuplicates();
  }

  private String call(String sample) {
    return Actions.body(handler, "SendMessage", sample);
  }

  private SendMessageHandler handler(SendPermission right) {
    return handler(
        right,
        (request, id, log) -> {
          requests.add(new String(request, StandardCharsets.UTF_8));
          ids.add(id);
          return position;
        });
  }

  private SendMessageHandler handler(SendPermission right, MessageSender.Broadcasts broadcasts) {
    var sender =
        new MessageSender(
            new MemoryChannelMembers().with("news", new Member("alice", CONNECTION_ID, 1)),
            broadcasts);
    return new SendMessageHandler(
        actions.route(new SendMessageAction(right, sender, Actions.CLOCK)));
  }
}
