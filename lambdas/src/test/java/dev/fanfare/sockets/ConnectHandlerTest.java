package dev.fanfare.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.config.ConfigurationException;
import dev.fanfare.config.LambdaRuntime;
import dev.fanfare.config.MemoryTables;
import dev.fanfare.config.SampleEvents;
import dev.fanfare.config.TestContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ConnectHandlerTest {
  private static final String TABLE = "connections";
  private static final String INDEX = "by-connection-id";
  private static final int MOST = 3;
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(1795334400125L), ZoneOffset.UTC);

  private final MemoryTables tables =
      new MemoryTables().with(TABLE, "user_id", "connection_id").pages(2);
  private final DynamoConnectionTable connections = new DynamoConnectionTable(tables, TABLE, INDEX);

  @Test
  void handleRequest_user_writesTheRowAndLetsIn() throws IOException {
    JsonNode answer = call("user");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(tables.rows(TABLE))
        .containsExactly(
            Map.of(
                "user_id", AttributeValue.fromS("alice"),
                "connection_id", AttributeValue.fromS("BFaT_fALIAMCKug="),
                "connected_at", AttributeValue.fromN("1795334400123"),
                // Two hours of life, and ten minutes.
                "expires_at", AttributeValue.fromN("1795342200")));
  }

  @Test
  void handleRequest_attributes_areKeptInTheRow() throws IOException {
    call("attributes-and-channels");

    assertThat(tables.rows(TABLE))
        .singleElement()
        .extracting(row -> row.get("attributes").m())
        .isEqualTo(
            Map.of("plan", AttributeValue.fromS("pro"), "country", AttributeValue.fromS("at")));
  }

  @Test
  void client_channelsOfItsToken_sayWhatItMayJoin() throws IOException {
    var event =
        LambdaRuntime.read(
            APIGatewayV2WebSocketEvent.class,
            SampleEvents.read("Connect", "attributes-and-channels"));

    Client client = Client.of(event);

    assertThat(client.channels()).isEqualTo(List.of("news", "room-*"));
    assertThat(client.mayJoin("news")).isTrue();
    assertThat(client.mayJoin("room-7")).isTrue();
    assertThat(client.mayJoin("news-2")).isFalse();
    assertThat(client.mayJoin("other")).isFalse();
  }

  @Test
  void handleRequest_sameConnectionTwice_leavesOneRow() throws IOException {
    call("user");
    call("user");

    assertThat(tables.rows(TABLE)).hasSize(1);
  }

  @Test
  void handleRequest_claimsBreakARule_isRefusedWithWhatIsWrong() throws IOException {
    JsonNode answer = call("bad-claims");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(answer.path("body").asText()).isEqualTo("attr.plan is no text: must be a string");
    assertThat(tables.rows(TABLE)).isEmpty();
  }

  @Test
  void handleRequest_asManyAsAllowed_isRefusedWhateverThePages() throws IOException {
    for (int i = 0; i < MOST; i++) {
      connections.add(new Client("other" + i, "alice", Map.of(), null, 1795334400000L));
    }
    connections.add(new Client("elsewhere", "bob", Map.of(), null, 1795334400000L));

    JsonNode answer = call("user");

    assertThat(answer.path("statusCode").asInt()).isEqualTo(429);
    assertThat(answer.path("body").asText()).isEqualTo("a user may have at most 3 connections");
    assertThat(tables.rows(TABLE)).hasSize(MOST + 1);
  }

  @Test
  void handleRequest_rowsThatHaveExpired_doNotCount() throws IOException {
    for (int i = 0; i < MOST; i++) {
      connections.add(new Client("other" + i, "alice", Map.of(), null, 1));
    }

    assertThat(call("user").path("statusCode").asInt()).isEqualTo(200);
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
  }

  @Test
  void handleRequest_noAuthorizerBefore_failsSoThatNobodyIsLetInUnknown() {
    assertThatThrownBy(() -> call("no-authorizer"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AuthorizeFunction");
  }

  @Test
  void handleRequest_rowNotWritten_failsSoThatNobodyIsLetInUnknown() {
    ConnectionTable broken =
        new ConnectionTable() {
          @Override
          public void add(Client client) {
            throw new IllegalStateException("throttled");
          }

          @Override
          public void remove(String connectionId) {
            throw new AssertionError("nobody disconnected");
          }
        };
    var handler = new ConnectHandler(broken, users(), Origins.of("*"), MOST);

    assertThatThrownBy(() -> call(handler, "user")).hasMessage("throttled");
  }

  @Test
  void from_noVariables_tellsAllThatAreMissing() {
    var failure =
        catchThrowableOfType(
            ConfigurationException.class, () -> DynamoConnectionTable.from(Map.of()));

    assertThat(failure.problems())
        .containsExactly(
            "CONNECTIONS_TABLE is missing: must be set",
            "CONNECTIONS_BY_ID_INDEX is missing: must be set");
  }

  private JsonNode call(String sample) throws IOException {
    return call(handler(Origins.of("*")), sample);
  }

  private ConnectHandler handler(Origins origins) {
    return new ConnectHandler(connections, users(), origins, MOST);
  }

  private UserConnections users() {
    return new DynamoUserConnections(tables, TABLE, INDEX, CLOCK);
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
