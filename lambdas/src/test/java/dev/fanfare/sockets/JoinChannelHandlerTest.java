package dev.fanfare.sockets;

import static dev.fanfare.sockets.Actions.ALICE;
import static dev.fanfare.sockets.Actions.CONNECTION_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fanfare.channels.MemoryMemberships;
import dev.fanfare.config.ConfigurationException;
import dev.fanfare.config.ContentionException;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinChannelHandlerTest {
  private static final String JOINED =
      "{\"type\":\"joined\",\"channel\":\"news\",\"connection_id\":\"BFaT_fALIAMCKug=\"}";

  private final Actions actions = new Actions();
  private final MemoryMemberships memberships = new MemoryMemberships().with(CONNECTION_ID);
  private final JoinChannelHandler handler = handler(memberships);

  @Test
  void handleRequest_plainClient_joinsAndIsTold() {
    assertThat(call("channel")).isEqualTo(JOINED);

    assertThat(memberships.of(ALICE)).containsExactly("news");
    assertThat(actions.renewed).containsExactly(ALICE);
  }

  @Test
  void handleRequest_joinedAlready_isToldTheSameAndNobodyElseIs() {
    call("channel");
    assertThat(call("channel")).isEqualTo(JOINED);

    assertThat(actions.sent)
        .singleElement()
        .asString()
        .contains("\"event\":\"joined\"", "\"at\":1795335000125");
  }

  @Test
  void handleRequest_requestId_isRepeated() {
    assertThat(call("with-request-id"))
        .isEqualTo(
            "{\"type\":\"joined\",\"channel\":\"Neuigkeiten für alle 🎉\","
                + "\"connection_id\":\"BFaT_fALIAMCKug=\",\"request_id\":\"r-1\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no-channel          | channel is missing: must be a string of 1 to 128 bytes",
        "malformed-channel   | channel is \"news#07\": must be a string of 1 to 128 bytes",
        "unknown-field       | \"chanel\" is an unknown field: known are action, channel, request_id",
      })
  void handleRequest_badRequest_isRefusedWithFieldValueAndRule(String sample, String message) {
    assertThat(call(sample))
        .startsWith("{\"type\":\"error\",\"action\":\"joinchannel\",\"error\":\"invalid_request\"")
        .contains(message.replace("\"", "\\\""));
    assertThat(memberships.of(ALICE)).isEmpty();
  }

  @Test
  void handleRequest_badRequestWithId_repeatsTheIdInTheError() {
    assertThat(call("no-channel")).endsWith(",\"request_id\":\"r-2\"}");
  }

  @Test
  void handleRequest_tokenWithPatterns_allowsTheseChannelsOnly() {
    assertThat(call("channel-not-allowed"))
        .isEqualTo(
            "{\"type\":\"error\",\"action\":\"joinchannel\",\"error\":\"not_allowed\","
                + "\"message\":\"channel is \\\"staff\\\": must be one that the token allows\"}");
    assertThat(call("channel-allowed-by-pattern")).contains("\"type\":\"joined\"");
    assertThat(memberships.of(ALICE)).containsExactly("room-7");
  }

  @Test
  void handleRequest_fiftyChannels_refusesOneMore() {
    memberships.with(
        CONNECTION_ID, IntStream.range(0, 50).mapToObj(i -> "c" + i).toArray(String[]::new));

    assertThat(call("channel"))
        .contains("\"error\":\"too_many\"", "a connection may be in at most 50 channels");
    assertThat(actions.sent).isEmpty();
  }

  @Test
  void handleRequest_connectionWithoutRow_isToldToConnectAgain() {
    assertThat(Actions.body(handler(new MemoryMemberships()), "JoinChannel", "channel"))
        .contains("\"error\":\"not_allowed\"", "connect again");
  }

  @Test
  void handleRequest_tooManyChangesAtOnce_isToldToSlowDown() {
    var busy =
        new ActionRoute(
            connection -> {},
            (client, request, log) -> {
              throw new ContentionException(8, null);
            });

    assertThat(Actions.body(new JoinChannelHandler(busy), "JoinChannel", "channel"))
        .contains("\"error\":\"slow_down\"");
  }

  @Test
  void handler_noVariables_tellsAllThatAreMissing() {
    var failure =
        catchThrowableOfType(ConfigurationException.class, () -> new JoinChannelHandler(Map.of()));

    assertThat(failure.problems())
        .containsExactly(
            "CONNECTIONS_TABLE is missing: must be set",
            "SUBSCRIPTIONS_TABLE is missing: must be set",
            "QUEUE_URL is missing: must be set",
            "NOTICE_CHANNELS is missing: must be set");
  }

  private String call(String sample) {
    return Actions.body(handler, "JoinChannel", sample);
  }

  private JoinChannelHandler handler(MemoryMemberships with) {
    return new JoinChannelHandler(
        actions.route(new JoinAction(with, actions.notices, Actions.CLOCK)));
  }
}
