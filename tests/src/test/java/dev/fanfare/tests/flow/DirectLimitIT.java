package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A channel with more members than this stack's limit of five gets an execution. */
@OnStack(StackKind.ALL_SOURCES)
class DirectLimitIT {

  @Test
  void message_toMoreThanTheLimit_isAnExecution(Flow flow) {
    String room = flow.name("room");
    List<String> users = flow.names("user", 6);
    flow.connect(users);
    flow.memberships().join(room, users);
    try (var ann =
        new ActionClient(flow.endpoints().sockets(), flow.name("ann"), "channels=" + room)) {
      String message =
          "{\"action\":\"sendmessage\",\"channel\":\"%s\",\"message\":1}".formatted(room);

      String id = ann.ask(message).path("id").asText();

      Broadcast broadcast = flow.broadcasts().await(id).succeeded();
      assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 6L));
      assertThat(broadcast.report().path("path").asText()).isEqualTo("execution");
    }
    assertThat(flow.received())
        .allSatisfy(client -> assertThat(client.receivedCount()).isEqualTo(1));
  }
}
