package dev.fanfare.channels.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.text.Json;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SessionMetricsTest {
  private static final Connection ALICE = new Connection("c", "alice", 1_000);

  @Test
  void of_session_isOneLineOfTheEmbeddedMetricFormat() throws JsonProcessingException {
    String line = SessionMetrics.of(new Session(ALICE, new TreeSet<>(), 62_900, false));

    assertThat(line)
        .isEqualTo(
            """
            {"_aws":{"Timestamp":62900,"CloudWatchMetrics":[{"Namespace":"Fanfare",\
            "Dimensions":[[]],"Metrics":[{"Name":"SessionSeconds","Unit":"Seconds"}]}]},\
            "SessionSeconds":61,"estimated":false,"connectionId":"c"}""");
    assertThat(Json.MAPPER.readTree(line).isObject()).isTrue();
  }

  /** The clocks of two services may differ. */
  @Test
  void seconds_endBeforeBeginning_isZero() {
    assertThat(new Session(ALICE, new TreeSet<>(), 900, true).seconds()).isZero();
  }
}
