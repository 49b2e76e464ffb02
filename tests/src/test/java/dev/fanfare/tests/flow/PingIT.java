package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.tests.faults.Effect;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** API Gateway answers pings itself, without a function. */
@OnStack(StackKind.SMALL_SHARDS)
class PingIT {

  /** Every function would crash, and every write would change a row. */
  @Test
  void ping_anyNumber_invokesNoFunctionAndWritesNothing(Flow flow) {
    var sockets = flow.shared().stack().endpoints().sockets();
    try (var client = new ActionClient(sockets, flow.name("ann"), "")) {
      JsonNode answer = client.ask("{\"action\":\"listchannels\"}");
      assertThat(answer.path("type").asText()).isEqualTo("channels");
      var before = flow.rows().connections(flow.name("ann"));
      var memberships = flow.rows().subscriptions(flow.name("ann"));
      var isPinging = new AtomicBoolean(true);
      flow.inject(call -> isPinging.get(), Effect.crashBefore());

      for (int i = 0; i < 200; i++) {
        assertThat(client.ask("{\"action\":\"ping\",\"request_id\":\"%d\"}".formatted(i)))
            .hasToString("{\"type\":\"pong\"}");
      }

      assertThat(flow.rows().connections(flow.name("ann"))).isEqualTo(before);
      assertThat(flow.rows().subscriptions(flow.name("ann"))).isEqualTo(memberships);
      isPinging.set(false);
    }
  }
}
