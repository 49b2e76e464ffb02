package dev.fanfare.sockets.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fanfare.config.RecordingLogger;
import dev.fanfare.messages.BudgetOwner;
import dev.fanfare.messages.ClientBudget;
import dev.fanfare.sockets.Actions;
import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.OpenSockets;
import dev.fanfare.sockets.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageLimitTest {
  private final List<String> closed = new ArrayList<>();
  private final RecordingLogger log = new RecordingLogger();

  @Test
  void charge_refusedTooOften_closesTheConnectionAndRefuses() {
    var limit = new MessageLimit(new Count(1), new Count(2), closed::add, Actions.CLOCK);

    limit.charge(client("alice"), log);
    assertThat(refused(limit, client("alice")).retryAfterMillis()).hasValue(250);
    refused(limit, client("alice"));
    assertThat(closed).isEmpty();
    assertThat(refused(limit, client("alice")).word()).isEqualTo("slow_down");

    assertThat(closed).containsExactly("c");
    assertThat(log.lines())
        .containsExactly(
            "[WARN] closed connection c: it kept sending after 2 refusals in a minute");
  }

  @Test
  void charge_closingFails_stillRefuses() {
    OpenSockets broken =
        id -> {
          throw new IllegalStateException("no route");
        };
    var limit = new MessageLimit(new Count(0), new Count(0), broken, Actions.CLOCK);

    assertThat(refused(limit, client("alice")).word()).isEqualTo("slow_down");
    assertThat(log.lines()).containsExactly("[WARN] cannot close connection c: no route");
  }

  /** These clients have a new id for each connection, but the same address. */
  @Test
  void charge_anonymousClients_shareTheBudgetOfTheirAddress() {
    var messages = new Count(1);
    var limit = new MessageLimit(messages, new Count(9), closed::add, Actions.CLOCK);

    limit.charge(client("anonymous:1"), log);

    assertThat(refused(limit, client("anonymous:2")))
        .hasMessage(
            "source address is \"203.0.113.7\": may send at most 1 messages a minute; the next one"
                + " in 250 ms (all its anonymous clients together)");
    assertThat(messages.spenders)
        .containsOnly(BudgetOwner.source("203.0.113.7"))
        .doesNotContain(BudgetOwner.user("anonymous:1"));
  }

  private RefusedException refused(MessageLimit limit, Client client) {
    return catchThrowableOfType(RefusedException.class, () -> limit.charge(client, log));
  }

  private static Client client(String userId) {
    return new Client("c", userId, Map.of(), null, List.of(), "203.0.113.7", 1);
  }

  /** A fixed number of messages for all clients together, without a refill. */
  private static final class Count implements ClientBudget {
    private final List<BudgetOwner> spenders = new ArrayList<>();
    private final int most;
    private int taken;

    Count(int most) {
      this.most = most;
    }

    @Override
    public Duration take(BudgetOwner owner, int cost, Instant at) {
      spenders.add(owner);
      taken += cost;
      return taken <= most ? Duration.ZERO : Duration.ofMillis(250);
    }

    @Override
    public int most(BudgetOwner owner) {
      return most;
    }
  }
}
