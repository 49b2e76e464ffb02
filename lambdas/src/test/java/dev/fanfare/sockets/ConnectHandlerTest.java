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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ConnectHandlerTest {
  private static final String TABLE = "connections";

  private final MemoryTables tables = new MemoryTables().with(TABLE, "user_id", "connection_id");
  private final ConnectHandler handler =
      new ConnectHandler(new DynamoConnectionTable(tables, TABLE, "by-connection-id"));

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
  void handleRequest_sameConnectionTwice_leavesOneRow() throws IOException {
    call("user");
    call("user");

    assertThat(tables.rows(TABLE)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {"user-of-any-script,Zoë \"🎉\" O'Hara", "user-given-twice,bob", "authorized,alice"})
  void handleRequest_claimedUser_isTakenAsItIs(String sample, String userId) throws IOException {
    assertThat(call(sample).path("statusCode").asInt()).isEqualTo(200);
    assertThat(tables.rows(TABLE))
        .singleElement()
        .extracting(row -> row.get("user_id").s())
        .isEqualTo(userId);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-query", "other-query", "blank-user", "user-too-long"})
  void handleRequest_noGoodUser_isRefusedAndLeavesNoRow(String sample) throws IOException {
    JsonNode answer = call(sample);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(answer.path("body").asText())
        .isEqualTo("user_id must be given, with at most 128 characters");
    assertThat(tables.rows(TABLE)).isEmpty();
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

    assertThatThrownBy(() -> call(new ConnectHandler(broken), "user")).hasMessage("throttled");
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
