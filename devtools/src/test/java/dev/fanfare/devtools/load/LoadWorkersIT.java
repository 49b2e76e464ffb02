package dev.fanfare.devtools.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fanfare.local.apigateway.GatewayQuotas;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadWorkersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Test
  void workers_twoProcesses_actAsOneGroup() {
    List<String> users = IntStream.range(0, 100).mapToObj(i -> "u" + i).toList();
    try (var gateway = new LoadGateway(GatewayQuotas.DEFAULT);
        var workers = LoadWorkers.start(2, 50, false)) {
      var first = workers.connect(gateway.endpoint(), users.subList(0, 30), ConnectPace.DEFAULT);
      var rest = workers.connect(gateway.endpoint(), users.subList(30, 100), ConnectPace.DEFAULT);
      assertThat(first.join().connected() + rest.join().connected()).isEqualTo(100);

      assertThat(workers.vanish(60)).isEqualTo(60);
      await().until(() -> gateway.connections() == 40);
      assertThat(gateway.postToAll("é\n\"x\"")).isEqualTo(Map.of(410, 60L, 200, 40L));

      assertThat(workers.await(totals -> totals.reached() == 40, PATIENCE)).isTrue();
      assertThat(workers.totals()).isEqualTo(new Totals(40, 0, 40, 40));
      List<ClientSnapshot> snapshot = workers.snapshot();
      assertThat(snapshot).extracting(ClientSnapshot::user).isEqualTo(users);
      assertThat(snapshot)
          .extracting(ClientSnapshot::index)
          .isEqualTo(IntStream.range(0, 100).boxed().toList());
      assertThat(snapshot.subList(60, 100))
          .allMatch(client -> client.texts().equals(List.of("é\n\"x\"")));
      assertThatThrownBy(
              () -> workers.connect(gateway.endpoint(), List.of("late"), ConnectPace.DEFAULT))
          .hasMessageContaining("room for 0");
    }
  }

  @Test
  void process_failedCommand_saysWhyAndContinues() {
    try (var process = LoadWorker.start(Optional.empty())) {
      URI notWs = URI.create("http://127.0.0.1/prod");
      assertThatThrownBy(() -> process.connect(notWs, List.of("a"), ConnectPace.DEFAULT).join())
          .isInstanceOf(CompletionException.class)
          .hasMessageContaining("http://127.0.0.1/prod");

      assertThat(process.totals()).isEqualTo(Totals.ZERO);
      process.close();
      assertThat(process.isAlive()).isFalse();
      assertThatThrownBy(process::totals).isInstanceOf(CompletionException.class);
    }
  }
}
