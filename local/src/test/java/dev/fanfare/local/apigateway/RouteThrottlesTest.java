package dev.fanfare.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fanfare.local.apigateway.GatewayQuotas.Rate;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A route limits the messages per second of all clients together. */
class RouteThrottlesTest {
  private static final String JOIN = "{\"action\":\"join\"}";
  private static final GatewayApi THROTTLED =
      GatewayFixture.api(Map.of("ping", "pong"), Set.of("ping"), Map.of("join", new Rate(2, 3)));

  @Test
  void message_aboveTheBurst_getsAnErrorAndReachesNoFunction() {
    try (var fixture = new GatewayFixture(THROTTLED, GatewayQuotas.DEFAULT)) {
      TestClient client = fixture.connect();
      send(client, 3);
      await().until(() -> fixture.functions.events("join").size() == 3);

      String answer = client.send(JOIN).onlyMessage();

      assertThat(answer)
          .matches(
              "\\{\"message\":\"Too Many Requests\",\"connectionId\":\"%s\",\"requestId\":\"[^\"]+\"}"
                  .formatted(fixture.lastId()));
      assertThat(fixture.functions.events("join")).hasSize(3);
    }
  }

  @Test
  void message_aboveTheBurst_countsForAllClientsAndRefillsWithTime() {
    try (var fixture = new GatewayFixture(THROTTLED, GatewayQuotas.DEFAULT)) {
      send(fixture.connect(), 3);
      await().until(() -> fixture.functions.events("join").size() == 3);
      TestClient other = fixture.connect();
      assertThat(other.send(JOIN).onlyMessage()).contains("Too Many Requests");

      fixture.clock.advance(Duration.ofMillis(500));
      other.send(JOIN).send(JOIN);

      await().until(() -> other.messages().size() == 2);
      assertThat(fixture.functions.events("join")).hasSize(4);
    }
  }

  @Test
  void message_ofAnotherRoute_isNotAffected() {
    try (var fixture = new GatewayFixture(THROTTLED, GatewayQuotas.DEFAULT)) {
      TestClient client = fixture.connect();
      send(client, 4);
      assertThat(client.onlyMessage()).contains("Too Many Requests");

      TestClient other = fixture.connect().send("{\"action\":\"ping\"}").send("anything");

      assertThat(other.onlyMessage()).isEqualTo("pong");
      fixture.onlyEvent("default");
    }
  }

  private static void send(TestClient client, int messages) {
    for (int i = 0; i < messages; i++) {
      client.send(JOIN);
    }
  }
}
