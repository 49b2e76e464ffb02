package dev.fanfare.tests.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fanfare.devtools.load.ClientSnapshot;
import dev.fanfare.devtools.load.ConnectPace;
import dev.fanfare.devtools.load.LoadGenerator;
import dev.fanfare.local.apigateway.GatewayFaults;
import dev.fanfare.local.apigateway.GatewayQuotas;
import dev.fanfare.local.faults.PostFaultShares;
import dev.fanfare.local.faults.SeededPostFaults;
import dev.fanfare.tests.cli.ChildJvms;
import dev.fanfare.tests.flow.Slow;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The number of a gateway's processes makes no difference to clients and callers. */
@EnabledOnOs(OS.LINUX)
@ResourceLock(ChildJvms.LOCK)
@Order(Slow.FIRST)
class GatewayProcessesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final GatewayQuotas QUOTAS = GatewayQuotas.DEFAULT.withConnects(5_000, 5_000);

  @Test
  void calls_toThreeHundredClientsInTwoProcesses_reachEach() {
    try (var gateway = new SpreadGateway(2, QUOTAS, GatewayFaults.NONE);
        var generator = new LoadGenerator(Clock.systemUTC(), Optional.empty())) {
      connect(generator, gateway, 300);
      List<String> ids = gateway.ids("CONNECT");
      assertThat(gateway.connections()).isEqualTo(300);
      assertThat(new HashSet<>(ids)).hasSize(300);

      assertThat(ids).allMatch(id -> gateway.status("POST", id, "m") == 200);
      assertThat(generator.await(totals -> totals.reached() == 300, PATIENCE)).isTrue();
      assertThat(generator.snapshot())
          .extracting(ClientSnapshot::texts)
          .allMatch(List.of("m")::equals);

      Collection<String> some = ids.subList(0, 10);
      assertThat(some).allMatch(id -> gateway.call("GET", id, "").body().contains("connectedAt"));
      assertThat(some).allMatch(id -> gateway.status("POST", id, "x".repeat(131_073)) == 413);
      assertThat(some).allMatch(id -> gateway.status("DELETE", id, "") == 204);
      assertThat(some).allMatch(id -> gateway.status("POST", id, "m") == 410);
      assertThat(gateway.status("POST", "no", "m")).isEqualTo(400);
      await().until(() -> Set.copyOf(gateway.ids("DISCONNECT")).equals(Set.copyOf(some)));
    }
  }

  @Test
  void disconnects_inTwoProcesses_areReportedOnceWithTheirCause() {
    try (var gateway = new SpreadGateway(2, QUOTAS, GatewayFaults.NONE);
        var generator = new LoadGenerator(Clock.systemUTC(), Optional.empty())) {
      connect(generator, gateway, 40);

      generator.vanish(15);
      await().atMost(PATIENCE).until(() -> gateway.connections() == 25);
      assertThat(gateway.contexts("DISCONNECT"))
          .extracting(context -> context.get("disconnectStatusCode").asInt())
          .isEqualTo(Collections.nCopies(15, 1006));
      generator.close();

      await().atMost(PATIENCE).until(() -> gateway.connections() == 0);
      await().until(() -> gateway.ids("DISCONNECT").size() == 40);
      assertThat(gateway.ids("DISCONNECT"))
          .containsExactlyInAnyOrderElementsOf(gateway.ids("CONNECT"));
    }
  }

  @Test
  void rate_ofTwoProcesses_isThatOfOneAccount() {
    var quotas = QUOTAS.withRequests(0.001, 6);
    try (var gateway = new SpreadGateway(2, quotas, GatewayFaults.NONE);
        var generator = new LoadGenerator(Clock.systemUTC(), Optional.empty())) {
      connect(generator, gateway, 1);
      String id = gateway.ids("CONNECT").get(0);

      var statuses = IntStream.range(0, 10).mapToObj(i -> gateway.status("POST", id, "m")).toList();

      assertThat(statuses).isEqualTo(List.of(200, 200, 200, 200, 200, 200, 429, 429, 429, 429));
    }
  }

  @Test
  void seed_anyNumberOfProcesses_producesTheSameIdsAndFaults() {
    assertThat(seeded(2)).isEqualTo(seeded(1)).hasSize(8);
  }

  /** The answers to three posts to each connection. */
  private static Map<String, List<Integer>> seeded(int processes) {
    var shares = PostFaultShares.parse("5xx=40");
    var faults = GatewayFaults.NONE.withPosts(new SeededPostFaults(shares, 7));
    try (var gateway = new SpreadGateway(processes, QUOTAS, faults);
        var generator = new LoadGenerator(Clock.systemUTC(), Optional.empty())) {
      connect(generator, gateway, 8);
      return gateway.ids("CONNECT").stream()
          .collect(
              Collectors.toMap(
                  id -> id,
                  id ->
                      IntStream.range(0, 3)
                          .mapToObj(i -> gateway.status("POST", id, "m"))
                          .toList()));
    }
  }

  @Test
  void killedProcess_endsOnlyItsOwnSockets() {
    Set<Long> before = ChildJvms.pids();
    try (var gateway = new SpreadGateway(2, QUOTAS, GatewayFaults.NONE);
        var generator = new LoadGenerator(Clock.systemUTC(), Optional.empty())) {
      connect(generator, gateway, 100);
      long one =
          ChildJvms.pids().stream().filter(pid -> !before.contains(pid)).findFirst().orElseThrow();

      ProcessHandle.of(one).orElseThrow().destroyForcibly();
      await().atMost(PATIENCE).until(() -> gateway.connections() < 100);
      await().until(() -> generator.totals().connected() == gateway.connections());

      assertThat(gateway.connections()).isBetween(10, 90);
      Set<String> gone = Set.copyOf(gateway.ids("DISCONNECT"));
      assertThat(gone).hasSize(100 - gateway.connections());
      assertThat(gateway.ids("CONNECT"))
          .allMatch(id -> gateway.status("POST", id, "m") == (gone.contains(id) ? 410 : 200));
      connect(generator, gateway, 5);
    }
    await().atMost(PATIENCE).until(() -> before.containsAll(ChildJvms.pids()));
  }

  private static void connect(LoadGenerator generator, SpreadGateway gateway, int clients) {
    var users = IntStream.range(0, clients).mapToObj(i -> "u" + i).toList();
    var report = generator.connect(gateway.sockets(), users, ConnectPace.DEFAULT).join();
    assertThat(report.connected()).as("%s", report).isEqualTo(clients);
  }
}
