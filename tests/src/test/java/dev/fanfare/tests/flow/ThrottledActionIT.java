package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A client floods one action. The gateway refuses its messages, and no other action is affected.
 */
@OnStack(StackKind.GUARDED)
class ThrottledActionIT {
  private static final int BURST = 20;
  private static final int MESSAGES = 100;
  private static final String FLOOD = "{\"action\":\"listchannels\"}";

  private final List<ActionClient> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(ActionClient::close);
  }

  @Test
  void flood_ofOneAction_affectsNeitherConnectsNorOtherActions(Flow flow) {
    var flooders = List.of(connect(flow, "ann"), connect(flow, "bob"));
    long start = System.nanoTime();
    for (int i = 0; i < MESSAGES; i++) {
      flooders.get(i % 2).send(FLOOD);
    }

    var carl = connect(flow, "carl");
    assertThat(carl.ask("{\"action\":\"countmembers\",\"channel\":\"default\"}").has("members"))
        .isTrue();
    assertThat(carl.ask("{\"action\":\"nonsense\"}").path("error").asText())
        .isEqualTo("unknown_action");
    assertThat(carl.ask("{\"action\":\"ping\"}").path("type").asText()).isEqualTo("pong");

    var answers = new ArrayList<JsonNode>();
    await()
        .until(
            () -> {
              flooders.forEach(each -> answers.addAll(each.received()));
              return answers.size() == MESSAGES;
            });
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    assertThat(answers)
        .filteredOn(answer -> answer.path("type").asText().equals("channels"))
        .hasSizeBetween(BURST, BURST + 1 + (int) seconds);
    assertThat(answers)
        .filteredOn(answer -> !answer.has("type"))
        .isNotEmpty()
        .allSatisfy(
            answer ->
                assertThat(answer.propertyStream().map(Map.Entry::getKey))
                    .containsExactly("message", "connectionId", "requestId"));
  }

  private ActionClient connect(Flow flow, String user) {
    var client = new ActionClient(flow.endpoints().sockets(), flow.name(user), "");
    clients.add(client);
    return client;
  }
}
