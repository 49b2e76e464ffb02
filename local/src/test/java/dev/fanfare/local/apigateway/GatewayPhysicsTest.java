package dev.fanfare.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.physics.Latency;
import dev.fanfare.local.physics.LimitMeter;
import dev.fanfare.local.physics.PhysicsSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The quotas and the latency of the gateway, as physics sets them, and what they count. */
class GatewayPhysicsTest {
  private static final PhysicsSettings FAST = PhysicsSettings.fast("eu-central-2");

  @Test
  void with_aws_replacesAllQuotas() {
    var quotas =
        GatewayQuotas.DEFAULT.withConnects(5_000, 5_000).with(PhysicsSettings.aws("eu-central-2"));

    assertThat(quotas.requests()).isEqualTo(new GatewayQuotas.Rate(2_500, 1_250));
    assertThat(quotas.connects()).isEqualTo(new GatewayQuotas.Rate(500, 500));
    assertThat(quotas.postLatency()).isEqualTo(new Latency(20_000_000, 60_000_000));
  }

  @Test
  void with_fast_changesNothing() {
    assertThat(GatewayQuotas.DEFAULT.with(FAST)).isEqualTo(GatewayQuotas.DEFAULT);
  }

  @Test
  void with_aGivenLatency_keepsIt() {
    var quotas = GatewayQuotas.DEFAULT.withPostLatency(Duration.ofMillis(5));

    assertThat(quotas.with(PhysicsSettings.aws("eu-central-2")).postLatency())
        .isEqualTo(new Latency(5_000_000, 5_000_000));
  }

  @Test
  void gateway_atItsLimits_countsThem() {
    var settings =
        FAST.with("gateway-requests.rate", "1")
            .with("gateway-requests.burst", "1")
            .with("gateway-connects.rate", "1")
            .with("gateway-connects.burst", "1")
            .with("gateway-latency.min", "1")
            .with("gateway-latency.max", "1");
    var meter = new LimitMeter();
    try (var fixture =
        new GatewayFixture(GatewayFixture.API, GatewayQuotas.DEFAULT.with(settings), meter)) {
      fixture.connect();
      assertThat(TestClient.refusal(fixture.gateway.socketEndpoint())).isEqualTo(429);
      assertThat(fixture.post(fixture.lastId(), "x").statusCode()).isEqualTo(200);
      assertThat(fixture.post(fixture.lastId(), "x").statusCode()).isEqualTo(429);
    }

    assertThat(meter.rows(settings))
        .containsExactly(
            new LimitMeter.Row("gateway-requests", 0, 1, 0),
            new LimitMeter.Row("gateway-connects", 0, 1, 0),
            new LimitMeter.Row("gateway-latency", 2, 0, 2));
  }
}
