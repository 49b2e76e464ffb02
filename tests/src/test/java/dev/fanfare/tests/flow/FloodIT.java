package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that sends too much gets refusals, and then the server closes its socket. */
@OnStack(StackKind.SMALL_SHARDS)
class FloodIT {
  private static final int PER_MINUTE = 120;
  private static final int CONNECTS_PER_MINUTE = 60;
  private static final int OPEN = 20;
  private static final int TOO_MANY = 429;
  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final String LIST = "{\"action\":\"listchannels\"}";

  private final long start = System.nanoTime();
  private final List<ActionClient> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(ActionClient::close);
  }

  @Test
  void flood_overSeveralConnections_countsForTheUser(Flow flow) {
    int accepted = 0;
    for (int connection = 0; connection < 4; connection++) {
      var ann = connect(flow, "ann");
      for (int i = 0; i < 40; i++) {
        accepted += isRefused(ann.ask(LIST)) ? 0 : 1;
      }
      ann.close();
    }

    assertThat(accepted).isBetween(PER_MINUTE, allowed());
    assertThat(isRefused(connect(flow, "bob").ask(LIST))).isFalse();
  }

  @Test
  void flood_refused_getsTheBudgetAndTheWait(Flow flow) {
    var ann = connect(flow, "ann");
    JsonNode answer = ann.ask(LIST);
    for (int i = 0; i < 160 && !isRefused(answer); i++) {
      answer = ann.ask("{\"action\":\"listchannels\",\"request_id\":\"r-" + i + "\"}");
    }

    assertThat(answer.path("error").asText()).isEqualTo("slow_down");
    assertThat(answer.path("retry_after_ms").isIntegralNumber()).isTrue();
    assertThat(answer.path("retry_after_ms").asInt()).isBetween(1, 500);
    assertThat(answer.path("message").asText())
        .startsWith("user_id is \"" + flow.name("ann") + "\": may send at most 120 messages");
    assertThat(answer.path("request_id").asText()).startsWith("r-");
  }

  @Test
  void flood_ofUnparseableMessages_isChargedAndThenClosed(Flow flow) throws Exception {
    var ann = connect(flow, "ann");
    flood(ann, 300);

    // DELETE @connections accepts no close code.
    assertThat(ann.closed().get(20, TimeUnit.SECONDS)).isEqualTo(1000);
    assertThat(ann.received().stream().filter(answer -> !isRefused(answer)))
        .hasSizeLessThanOrEqualTo(allowed());
    var again = connect(flow, "ann");
    flood(again, 60);
    assertThat(again.closed().get(20, TimeUnit.SECONDS)).isEqualTo(1000);
  }

  private static void flood(ActionClient client, int messages) {
    try {
      for (int i = 0; i < messages; i++) {
        client.send("xxxxxxxxxx");
      }
    } catch (CompletionException e) {
      // The socket is closed already.
    }
  }

  /**
   * Independent of the machine's speed: once the limit is passed, the last connect comes at least a
   * minute after the first.
   */
  @Test
  void reconnects_overTheLimit_areRefusedForThisUserOnly(Flow flow) {
    var begun = new ArrayList<Long>();
    boolean isRefused = false;
    for (int i = 0; i < 3 * CONNECTS_PER_MINUTE && !isRefused; i++) {
      long before = System.nanoTime();
      isRefused = status(flow, "ann") == TOO_MANY;
      if (!isRefused) {
        begun.add(before);
        // Connections whose end is not recorded yet count against the limit of open connections.
        int earlier = begun.size() - 1 - CONNECTS_PER_MINUTE - OPEN;
        if (earlier >= 0) {
          assertThat(System.nanoTime() - begun.get(earlier)).isGreaterThan(MINUTE_NANOS);
        }
      }
    }

    assertThat(isRefused).isTrue();
    assertThat(begun).hasSizeGreaterThanOrEqualTo(CONNECTS_PER_MINUTE);
    assertThat(status(flow, "bob")).isEqualTo(PlainClient.LET_IN);
  }

  /** The status of a handshake. An accepted client disconnects at once. */
  private static int status(Flow flow, String user) {
    var sockets = flow.shared().stack().endpoints().sockets();
    try (var client = new ActionClient(sockets, flow.name(user), "channels=")) {
      return PlainClient.LET_IN;
    } catch (CompletionException e) {
      return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }
  }

  /** The number of messages that the budget has allowed so far. */
  private int allowed() {
    return PER_MINUTE + 1 + (int) ((System.nanoTime() - start) / 500_000_000);
  }

  private ActionClient connect(Flow flow, String user) {
    var sockets = flow.shared().stack().endpoints().sockets();
    var client = new ActionClient(sockets, flow.name(user), "channels=");
    clients.add(client);
    return client;
  }

  private static boolean isRefused(JsonNode answer) {
    return answer.path("error").asText().equals("slow_down");
  }
}
