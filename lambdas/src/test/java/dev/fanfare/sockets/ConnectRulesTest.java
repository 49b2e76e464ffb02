package dev.fanfare.sockets;

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
import dev.fanfare.handlers.ConnectHandler;
import dev.fanfare.sockets.connect.ConnectRoute;
import dev.fanfare.sockets.connect.ConnectionAdmission;
import dev.fanfare.sockets.connect.ConnectionTable;
import dev.fanfare.sockets.connect.DynamoConnectionTable;
import dev.fanfare.sockets.connect.Origins;
import dev.fanfare.sockets.connect.UserLimits;
import dev.fanfare.tables.ConnectionRow;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The clients that {@code $connect} accepts: by origin, by number of connections, by earlier
 * checks.
 */
class ConnectRulesTest {
  private static final String TABLE = "connections";
  private static final String SUBSCRIPTIONS = "subscriptions";
  private static final String SESSIONS = "sessions";
  private static final int MAX_OPEN = 3;
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(1795334400125L), ZoneOffset.UTC);

  private final MemoryTables tables =
      new MemoryTables()
          .with(TABLE, "user_id", "connection_id")
          .with(SUBSCRIPTIONS, "channel_partition", "connection_id")
          .with(SESSIONS, "user_id", "ended")
          .pages(2);
  private final ConnectionTable connections =
      new DynamoConnectionTable(
          new BatchWrites(tables, TABLE, millis -> {}, new Random(1)),
          new ChannelTables(TABLE, SUBSCRIPTIONS),
          SESSIONS);
  private final UserConnections users = new DynamoUserConnections(tables, TABLE, CLOCK);

  @Test
  void handleRequest_attributes_areStoredInTheRow() throws IOException {
    call(handler(Origins.of("*")), "attributes-and-channels");

    assertThat(tables.rows(TABLE))
        .singleElement()
        .extracting(row -> row.get("attributes").m())
        .isEqualTo(
            Map.of("plan", AttributeValue.fromS("pro"), "country", AttributeValue.fromS("at")));
  }

  @Test
  void handleRequest_maximumReached_isRefusedWithAnyPages() throws IOException {
    for (int i = 0; i < MAX_OPEN; i++) {
      connections.add(
          new Client("other" + i, "alice", Map.of(), null, List.of(), null, 1795334400000L),
          Set.of());
    }
    connections.add(
        new Client("elsewhere", "bob", Map.of(), null, List.of(), null, 1795334400000L), Set.of());

    JsonNode answer = call(handler(Origins.of("*")), "user");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(429);
    assertThat(tables.rows(TABLE)).hasSize(MAX_OPEN + 1);
    assertThat(tables.rows(SUBSCRIPTIONS)).isEmpty();
    // The session makes the attempt count as a connect.
    assertThat(tables.rows(SESSIONS))
        .singleElement()
        .extracting(row -> row.get("connected_at").n())
        .isEqualTo("1795334400123");
  }

  /** The authorizer accepted this client a moment ago. */
  @Test
  void handleRequest_bannedUser_isRefusedAndLeavesOnlyTheBan() throws IOException {
    users.ban(new Ban("alice", CLOCK.instant().getEpochSecond() + 1, "spam"));

    JsonNode answer = call(handler(Origins.of("*")), "channels");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(403);
    assertThat(answer.path("body").asText()).contains("is banned until 2026-11-22T08:00:01Z");
    assertThat(tables.rows(TABLE))
        .singleElement()
        .extracting(row -> row.get("connection_id").s())
        .isEqualTo(ConnectionRow.BAN);
    assertThat(tables.rows(SUBSCRIPTIONS)).isEmpty();
  }

  @Test
  void handleRequest_expiredBan_isIgnored() throws IOException {
    users.ban(new Ban("alice", CLOCK.instant().getEpochSecond(), "spam"));
    for (int i = 1; i < MAX_OPEN; i++) {
      connections.add(
          new Client("other" + i, "alice", Map.of(), null, List.of(), null, 1795334400000L),
          Set.of());
    }

    assertThat(call(handler(Origins.of("*")), "user").path("statusCode").asInt()).isEqualTo(200);
  }

  @Test
  void handleRequest_expiredRows_doNotCount() throws IOException {
    for (int i = 0; i < MAX_OPEN; i++) {
      connections.add(
          new Client("other" + i, "alice", Map.of(), null, List.of(), null, 1), Set.of());
    }

    assertThat(call(handler(Origins.of("*")), "user").path("statusCode").asInt()).isEqualTo(200);
  }

  /** Broadcasts reach such a connection too. */
  @Test
  void handleRequest_rowsWithoutExpiryTime_count() throws IOException {
    for (int i = 0; i < MAX_OPEN; i++) {
      tables.put(TABLE, ConnectionRow.key("alice", "other" + i));
    }

    assertThat(call(handler(Origins.of("*")), "user").path("statusCode").asInt()).isEqualTo(429);
  }

  @Test
  void handleRequest_banWithoutEnd_isNoBan() throws IOException {
    var row = new HashMap<>(ConnectionRow.ban("alice", 0, "spam"));
    row.remove(ConnectionRow.EXPIRES_AT);
    tables.put(TABLE, row);

    assertThat(call(handler(Origins.of("*")), "user").path("statusCode").asInt()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "user,'',200",
    "user,https://example.org,403",
    "web-page,'',403",
    "web-page,*,200",
    "web-page,'https://other.org, HTTPS://EXAMPLE.ORG',200",
    "web-page,https://example.org.evil.org,403"
  })
  void handleRequest_origin_mustBeAllowed(String sample, String allowed, int status)
      throws IOException {
    JsonNode answer = call(handler(Origins.of(allowed)), sample);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(status);
    assertThat(tables.rows(TABLE)).hasSize(status == 200 ? 1 : 0);
    assertThat(answer.path("body").asText())
        .contains(status == 200 ? "" : "\"message\":\"Origin is ");
  }

  @Test
  void handleRequest_noAuthorizer_failsAndAcceptsNobody() {
    assertThatThrownBy(() -> call(handler(Origins.of("*")), "no-authorizer"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AuthorizeFunction");
  }

  private ConnectHandler handler(Origins origins) {
    var gone = new OpenConnections("alice", 0).gone(id -> true);
    var limits = new UserLimits(users, MAX_OPEN, gone, millis -> {}, new Random(1));
    return new ConnectHandler(
        new ConnectRoute(new ConnectionAdmission(limits, connections), origins));
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
