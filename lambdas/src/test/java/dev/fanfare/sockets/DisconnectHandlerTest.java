package dev.fanfare.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.config.LambdaRuntime;
import dev.fanfare.config.MemoryTables;
import dev.fanfare.config.SampleEvents;
import dev.fanfare.config.TestContext;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisconnectHandlerTest {
  private static final String TABLE = "connections";

  private final MemoryTables tables = new MemoryTables().with(TABLE, "user_id", "connection_id");
  private final DynamoConnectionTable connections =
      new DynamoConnectionTable(tables, TABLE, "by-connection-id");

  @ParameterizedTest
  @ValueSource(strings = {"closed-by-client", "idle-timeout", "no-reason"})
  void handleRequest_connectionThatCloses_losesItsRowAndNoOther(String sample) throws IOException {
    connections.add(new Client("BFaT_fALIAMCKug=", "alice", Map.of(), null, 1));
    connections.add(new Client("BFaT_fALIAMCKuh=", "alice", Map.of(), null, 1));
    connections.add(new Client("BFaT_fALIAMCKui=", "bob", Map.of(), null, 1));

    call(sample);

    assertThat(tables.rows(TABLE))
        .extracting(row -> row.get("connection_id").s())
        .containsExactly("BFaT_fALIAMCKuh=", "BFaT_fALIAMCKui=");
  }

  @Test
  void handleRequest_rowIsGoneAlready_isFine() throws IOException {
    call("closed-by-client");
    call("closed-by-client");

    assertThat(tables.rows(TABLE)).isEmpty();
  }

  private void call(String sample) throws IOException {
    var answer =
        LambdaRuntime.call(
            new DisconnectHandler(connections),
            APIGatewayV2WebSocketEvent.class,
            APIGatewayV2WebSocketResponse.class,
            SampleEvents.read("Disconnect", sample),
            TestContext.ofInvocation("i"));
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
  }
}
