package dev.fanfare.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.channels.ChannelTables;
import dev.fanfare.config.LambdaRuntime;
import dev.fanfare.config.SampleEvents;
import dev.fanfare.config.TestContext;
import dev.fanfare.dynamodb.BatchWrites;
import dev.fanfare.dynamodb.MemoryTables;
import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.OpenConnections;
import dev.fanfare.sockets.connect.ConnectRoute;
import dev.fanfare.sockets.connect.ConnectionAdmission;
import dev.fanfare.sockets.connect.ConnectionTable;
import dev.fanfare.sockets.connect.DynamoConnectionTable;
import dev.fanfare.sockets.connect.Origins;
import dev.fanfare.sockets.connect.UserLimits;
import dev.fanfare.tables.SubscriptionRow;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ConnectHandlerTest {
  private static final String TABLE = "connections";
  private static final String SUBSCRIPTIONS = "subscriptions";
  private static final String SESSIONS = "sessions";

  private final MemoryTables tables =
      new MemoryTables()
          .with(TABLE, "user_id", "connection_id")
          .with(SUBSCRIPTIONS, "channel_partition", "connection_id")
          .with(SESSIONS, "user_id", "ended");
  private final ConnectionTable connections =
      new DynamoConnectionTable(
          new BatchWrites(tables, TABLE, millis -> {}, new Random(1)),
          new ChannelTables(TABLE, SUBSCRIPTIONS),
          SESSIONS);
  private final ConnectHandler handler = handler(connections, 0);

  @Test
  void handleRequest_user_isAcceptedAndHasARow() throws IOException {
    JsonNode answer = call("user");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(tables.rows(TABLE))
        .containsExactly(
            Map.of(
                "user_id", AttributeValue.fromS("alice"),
                "connection_id", AttributeValue.fromS("BFaT_fALIAMCKug="),
                "connected_at", AttributeValue.fromN("1795334400123"),
                // Two hours of lifetime plus ten minutes.
                "expires_at", AttributeValue.fromN("1795342200"),
                "channels", AttributeValue.fromSs(List.of("default"))));
  }

  @Test
  void handleRequest_subprotocolsOffered_choosesTheFirst() throws IOException {
    assertThat(call("subprotocols").at("/headers/Sec-WebSocket-Protocol").asText())
        .isEqualTo("chat.v2");
    assertThat(call("user").has("headers")).isFalse();
  }

  @Test
  void handleRequest_noChannelsNamed_joinsTheDefaultChannel() throws IOException {
    call("user");

    assertThat(joined()).containsExactly("default");
    assertThat(tables.rows(SUBSCRIPTIONS))
        .containsExactly(
            Map.of(
                "channel_partition",
                AttributeValue.fromS(SubscriptionRow.partitionOf("default", "BFaT_fALIAMCKug=")),
                "connection_id",
                AttributeValue.fromS("BFaT_fALIAMCKug="),
                "user_id",
                AttributeValue.fromS("alice"),
                "connected_at",
                AttributeValue.fromN("1795334400123"),
                "joined_at",
                AttributeValue.fromN("1795334400123"),
                "expires_at",
                AttributeValue.fromN("1795342200")));
  }

  @Test
  void handleRequest_namedChannels_joinsThem() throws IOException {
    call("channels");

    assertThat(joined()).containsExactlyInAnyOrder("news", "sports");
    assertThat(tables.rows(TABLE).get(0).get("channels").ss())
        .containsExactlyInAnyOrder("news", "sports");
  }

  @Test
  void handleRequest_connectsTooOften_isRefusedWithTheWait() throws IOException {
    JsonNode answer = call("too-often");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(429);
    assertThat(answer.path("body").asText())
        .startsWith("{\"type\":\"error\",\"error\":\"slow_down\",\"message\":\"user_id is")
        .endsWith("\"retry_after_ms\":10500}");
    assertThat(tables.rows(TABLE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "malformed-channel,400,invalid_request,channels is \"a#b\": must be",
    "channel-not-allowed,403,not_allowed,channel is \"staff\": must be",
    "bad-claims,400,invalid_request,attr.plan is ",
    "bad-token,401,not_allowed,the token's exp is 2026-11-22T08:00:00Z: must be present"
  })
  void handleRequest_refused_givesTheReasonAndLeavesNothing(
      String sample, int status, String word, String message) throws IOException {
    JsonNode answer = call(sample);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(status);
    JsonNode body = Json.MAPPER.readTree(answer.path("body").asText());
    assertThat(body.path("type").asText()).isEqualTo("error");
    assertThat(body.path("error").asText()).isEqualTo(word);
    assertThat(body.path("message").asText()).startsWith(message);
    assertThat(tables.rows(TABLE)).isEmpty();
    assertThat(joined()).isEmpty();
  }

  @Test
  void handleRequest_sameConnectionTwice_leavesOneRow() throws IOException {
    call("user");
    call("user");

    assertThat(tables.rows(TABLE)).hasSize(1);
  }

  @Test
  void handleRequest_oneConnectionTooMany_isRefused() throws IOException {
    JsonNode answer = call(handler(connections, 4), "user");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(429);
    assertThat(answer.path("body").asText())
        .contains("user_id is \\\"alice\\\": a user may have at most 3 connections");
    assertThat(tables.rows(TABLE)).isEmpty();
  }

  @Test
  void handleRequest_rowNotWritten_failsAndAcceptsNobody() {
    var broken =
        new ConnectionTable() {
          @Override
          public void add(Client client, Set<String> channels) {
            throw new IllegalStateException("throttled");
          }

          @Override
          public void remove(Client client, Set<String> channels) {
            throw new AssertionError("there is none");
          }
        };

    assertThatThrownBy(() -> call(handler(broken, 0), "user")).hasMessage("throttled");
  }

  /**
   * DynamoDB may process a part of a batch. $connect accepts the client when the whole batch is
   * done.
   */
  @Test
  void handleRequest_someRowsUnprocessed_areWrittenBeforeTheClientIsAccepted() throws IOException {
    tables.leavesUndone(size -> size - 1);

    JsonNode answer = call("channels");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(tables.rows(TABLE)).hasSize(1);
    assertThat(joined()).containsExactlyInAnyOrder("news", "sports");
  }

  @Test
  void handleRequest_rowsNeverProcessed_failsSoThatTheClientConnectsAgain() {
    tables.leavesUndone(size -> size);

    assertThatThrownBy(() -> call("channels"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("3 writes to connections, subscriptions still unprocessed after 8 attempts");
  }

  private List<String> joined() {
    return tables.rows(SUBSCRIPTIONS).stream()
        .map(row -> SubscriptionRow.channel(row.get("channel_partition").s()))
        .toList();
  }

  private ConnectHandler handler(ConnectionTable table, int open) {
    var admission = new ConnectionAdmission(limits(open), table);
    return new ConnectHandler(new ConnectRoute(admission, Origins.of("*")));
  }

  private static UserLimits limits(int open) {
    var users = new OpenConnections("alice", open);
    return new UserLimits(users, 3, users.gone(id -> true), millis -> {}, new Random(1));
  }

  private JsonNode call(String sample) throws IOException {
    return call(handler, sample);
  }

  private static JsonNode call(ConnectHandler handler, String sample) throws IOException {
    return LambdaRuntime.call(
        handler,
        APIGatewayV2WebSocketEvent.class,
        APIGatewayV2WebSocketResponse.class,
        SampleEvents.read("Connect", sample),
        TestContext.ofInvocation("i"));
  }
}
