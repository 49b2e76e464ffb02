package dev.fanfare.devtools.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fanfare.local.apigateway.GatewayQuotas;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LoadGeneratorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Instant ARRIVAL = Instant.parse("2026-11-22T10:00:00.000123Z");

  private final LoadGateway gateway = new LoadGateway(GatewayQuotas.DEFAULT);
  private final LoadGenerator generator =
      new LoadGenerator(Clock.fixed(ARRIVAL, ZoneOffset.UTC), Optional.empty());

  @AfterEach
  void stop() {
    generator.close();
    gateway.close();
  }

  private static List<String> users(int count) {
    return IntStream.range(0, count).mapToObj(i -> "user &" + i).toList();
  }

  @Test
  void connect_many_eachReceivesThePosts() {
    var report = generator.connect(gateway.endpoint(), users(200), ConnectPace.DEFAULT).join();
    assertThat(report).isEqualTo(new ConnectReport(200, 0, Map.of()));

    assertThat(gateway.postToAll("hello")).isEqualTo(Map.of(200, 200L));
    assertThat(generator.await(totals -> totals.received() == 200, PATIENCE)).isTrue();

    assertThat(generator.totals()).isEqualTo(new Totals(200, 0, 200, 200));
    var third = generator.snapshot().get(3);
    assertThat(third.user()).isEqualTo("user &3");
    assertThat(third.index()).isEqualTo(3);
    assertThat(third.texts()).containsExactly("hello");
    assertThat(third.firstArrivalMicros()).hasValue(1_795_341_600_000_123L);
    assertThat(gateway.connects())
        .extracting(event -> event.at("/queryStringParameters/user_id").asText())
        .containsExactlyInAnyOrderElementsOf(users(200));
  }

  @Test
  void vanish_some_postsToThemGet410AndTheOthersAreDelivered() {
    generator.connect(gateway.endpoint(), users(50), ConnectPace.DEFAULT).join();

    assertThat(generator.vanish(10)).isEqualTo(10);
    assertThat(generator.totals().connected()).isEqualTo(40);
    await().until(() -> gateway.connections() == 40);

    assertThat(gateway.postToAll("x")).isEqualTo(Map.of(410, 10L, 200, 40L));
    assertThat(generator.await(totals -> totals.reached() == 40, PATIENCE)).isTrue();
    assertThat(generator.snapshot().subList(0, 10))
        .allMatch(client -> !client.connected() && client.receivedCount() == 0);
    assertThat(generator.vanish(100)).isEqualTo(40);
    assertThat(generator.totals()).isEqualTo(new Totals(0, 0, 40, 40));
  }

  @Test
  void connect_rateLimited_retriesUntilAllAreConnected() {
    try (var limited = new LoadGateway(GatewayQuotas.DEFAULT.withConnects(30, 5))) {
      var pace = new ConnectPace(20, Duration.ofMillis(20), 1000, PATIENCE);

      var report = generator.connect(limited.endpoint(), users(60), pace).join();

      assertThat(report.connected()).isEqualTo(60);
      assertThat(report.retries()).isPositive();
      assertThat(report.failures()).isEmpty();
    }
  }

  @Test
  void connect_refused_countsTheStatus() {
    try (var limited = new LoadGateway(GatewayQuotas.DEFAULT.withConnects(0.001, 2))) {
      var pace = new ConnectPace(1, Duration.ofMillis(1), 2, PATIENCE);

      var report =
          generator.connect(limited.endpoint(), List.of("a", "banned", "c", "d"), pace).join();

      assertThat(report).isEqualTo(new ConnectReport(1, 2, Map.of(403, 1, 429, 2)));
      assertThat(report.failed()).isEqualTo(3);
      assertThat(generator.snapshot()).hasSize(4);
    }
  }

  @Test
  void connect_noServerOrNoResponse_isAFailureWithoutStatus() throws IOException {
    var pace = new ConnectPace(5, Duration.ofMillis(1), 1, Duration.ofMillis(100));
    int port;
    try (var mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      port = mute.getLocalPort();
      URI endpoint = URI.create("ws://127.0.0.1:" + port + "/prod");
      assertThat(generator.connect(endpoint, users(2), pace).join().failures())
          .isEqualTo(Map.of(ConnectReport.NO_ANSWER, 2));
    }

    URI closed = URI.create("ws://127.0.0.1:" + port + "/prod");
    assertThat(generator.connect(closed, users(3), pace).join().failures())
        .isEqualTo(Map.of(ConnectReport.NO_ANSWER, 3));
  }

  @Test
  void connect_notAWebSocketUrl_isRefused() {
    assertThatThrownBy(
            () ->
                generator.connect(
                    URI.create("wss://example.com/prod"), users(1), ConnectPace.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wss://example.com/prod");
  }

  @Test
  void connect_noUsers_completesAtOnce() {
    assertThat(generator.connect(gateway.endpoint(), List.of(), ConnectPace.DEFAULT).join())
        .isEqualTo(new ConnectReport(0, 0, Map.of()));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void connect_sourceAddress_isSeenByTheGateway() throws IOException {
    try (var other =
        new LoadGenerator(Clock.systemUTC(), Optional.of(InetAddress.getByName("127.0.0.3")))) {
      other.connect(gateway.endpoint(), List.of("a"), ConnectPace.DEFAULT).join();

      assertThat(gateway.connects().get(0).at("/requestContext/identity/sourceIp").asText())
          .isEqualTo("127.0.0.3");
    }
  }

  @Test
  void await_neverMet_isFalseAfterTheTimeout() {
    assertThat(generator.await(totals -> totals.received() > 0, Duration.ofMillis(30))).isFalse();
  }

  @Test
  void totals_gatewayStops_countsClosedSockets() {
    generator.connect(gateway.endpoint(), users(5), ConnectPace.DEFAULT).join();

    gateway.close();

    assertThat(generator.await(totals -> totals.closed() == 5, PATIENCE)).isTrue();
    assertThat(generator.totals().connected()).isZero();
  }

  @Test
  void close_openSockets_closesAllAtTheGateway() {
    generator.connect(gateway.endpoint(), users(20), ConnectPace.DEFAULT).join();

    generator.close();

    await().until(() -> gateway.connections() == 0);
  }

  @Test
  void close_whileConnecting_endsTheReport() throws IOException {
    try (var mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      URI endpoint = URI.create("ws://127.0.0.1:" + mute.getLocalPort() + "/prod");
      var report = generator.connect(endpoint, users(3), ConnectPace.DEFAULT);

      generator.close();

      assertThat(report).isCompletedExceptionally();
    }
  }

  @Test
  void capacity_ofThisProcess_isPositiveIfKnown() {
    SocketCapacity.ofThisProcess().ifPresent(sockets -> assertThat(sockets).isPositive());
  }
}
