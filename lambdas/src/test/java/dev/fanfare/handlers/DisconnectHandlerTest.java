package dev.fanfare.handlers;

import static dev.fanfare.sockets.Actions.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.sessions.Session;
import dev.fanfare.channels.sessions.SessionCloser;
import dev.fanfare.config.LambdaRuntime;
import dev.fanfare.config.SampleEvents;
import dev.fanfare.config.TestContext;
import dev.fanfare.sockets.connect.DisconnectRoute;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisconnectHandlerTest {
  private final TestContext context = TestContext.ofInvocation("i");

  @ParameterizedTest
  @ValueSource(strings = {"closed-by-client", "idle-timeout", "no-reason"})
  void handleRequest_closedConnection_logsASessionMetric(String sample) throws IOException {
    var handler = new DisconnectHandler(new DisconnectRoute(new SessionCloser(this::in)));

    call(handler, sample);

    assertThat(context.log())
        .singleElement()
        .asString()
        .contains("\"SessionSeconds\":61", "\"estimated\":false");
  }

  private List<Session> in(List<Connection> connections, long endedAt, boolean estimated) {
    assertThat(connections).containsExactly(ALICE);
    var channels = new TreeSet<>(List.of("default", "news"));
    return List.of(new Session(ALICE, channels, endedAt, estimated));
  }

  @Test
  void handleRequest_connectionAlreadyEnded_logsNothing() throws IOException {
    call(
        new DisconnectHandler(
            new DisconnectRoute(new SessionCloser((connections, at, estimated) -> List.of()))),
        "closed-by-client");

    assertThat(context.log()).isEmpty();
  }

  private void call(DisconnectHandler handler, String sample) throws IOException {
    var answer =
        LambdaRuntime.call(
            handler,
            APIGatewayV2WebSocketEvent.class,
            APIGatewayV2WebSocketResponse.class,
            SampleEvents.read("Disconnect", sample),
            context);
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
  }
}
