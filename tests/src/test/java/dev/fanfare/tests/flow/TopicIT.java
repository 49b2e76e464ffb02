package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toUsers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.tests.faults.Calls;
import dev.fanfare.tests.faults.Effect;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Requests through the topic and the queue: in an envelope, raw, large, and invalid. */
@OnStack(StackKind.SMALL_SHARDS)
class TopicIT {
  private static final int MIB = 1024 * 1024;

  @Test
  void publish_inAnEnvelope_isBroadcastWithTheTopicsMessageId(Flow flow) {
    flow.connect(flow.names("user", 3));

    String id = new Topics(flow.shared()).publish(toUsers(flow.names("user", 2), "\"by topic\""));

    flow.broadcasts().await(id).succeeded();
    assertThat(flow.deadLetters().take(0)).isEmpty();
    flow.assertReceived("\"by topic\"", user -> !user.equals(flow.name("user3")));
  }

  @Test
  void publish_envelopeDeliveredTwice_isBroadcastOnce(Flow flow) {
    flow.connect(flow.names("user", 2));
    flow.inject(
        flow.calls("StartFunction").and(Calls.about(flow.name("user"))), Effect.deliverTwice());

    String id = new Topics(flow.shared()).publish(toUsers(flow.names("user", 2), "\"once\""));

    flow.broadcasts().await(id).succeeded();
    assertThat(flow.deadLetters().take(0)).isEmpty();
    assertThat(flow.broadcasts().executions(id)).isEqualTo(1);
    flow.assertReceived("\"once\"", user -> true);
  }

  @Test
  void publish_raw_isBroadcastToo(Flow flow) {
    flow.connect(flow.names("user", 1));
    String id = flow.name("raw-news");

    new Topics(flow.shared())
        .publishRaw(flow.name("topic"), "{\"id\":\"%s\",\"data\":\"raw\"}".formatted(id));

    flow.broadcasts().await(id).succeeded();
    flow.assertReceived("\"raw\"", user -> true);
  }

  @Test
  void publish_invalidRequest_becomesADeadLetterInItsEnvelope(Flow flow) {
    flow.connect(flow.names("user", 1));
    String bad = "{\"exclude_user\":[\"%s\"],\"data\":1}".formatted(flow.name("user1"));

    String id = new Topics(flow.shared()).publish(bad);

    List<String> dead = flow.deadLetters().take(1);
    assertThat(dead).singleElement().asString().contains("\"Notification\"", "exclude_user");
    assertThat(flow.broadcasts().isUntouched(id)).isTrue();
    flow.assertReceived("", user -> false);
  }

  @Test
  void request_of900Kilobytes_isBroadcastFromQueueAndTopic(Flow flow) {
    flow.connect(flow.names("user", 2));
    String request = largeRequest(flow, 900_000);
    var topics = new Topics(flow.shared());
    topics.allow(MIB);

    flow.broadcasts().run(request).succeeded();
    String id = topics.publish(request);
    flow.broadcasts().await(id).succeeded();

    assertThat(flow.broadcasts().objects(id, "request.json")).hasSize(1);
    assertThat(flow.received())
        .allSatisfy(client -> assertThat(client.texts()).containsExactly("1", "1"));
  }

  @Test
  void request_ofMoreThanAMebibyte_isRefusedByTheTopic(Flow flow) {
    String request = largeRequest(flow, MIB + 1);
    var topics = new Topics(flow.shared());
    topics.allow(MIB);

    assertThatThrownBy(() -> flow.broadcasts().send(request))
        .isInstanceOf(SqsException.class)
        .hasMessageContaining("MessageTooLong");
    assertThatThrownBy(() -> topics.publish(request))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Message too long");
  }

  /** Long names of users who are offline: each costs the planner a Query. */
  private static String largeRequest(Flow flow, int bytes) {
    List<String> absent = flow.names("-".repeat(1_900), bytes / 1_950);
    String tail = Requests.list(flow.names("user", 2)).substring(1);
    String head = Requests.list(absent).replaceAll("]$", ",");
    String start = "{\"users\":" + head + tail + ",\"exclude_users\":[\"";
    String end = "\"],\"data\":1}";
    int left = bytes - start.length() - end.length();
    StringBuilder excluded = new StringBuilder("x");
    while (excluded.length() + 2_000 < left) {
      excluded.append("x".repeat(1_000)).append("\",\"x");
    }
    excluded.append("x".repeat(Math.max(0, left - excluded.length())));
    String request = start + excluded + end;
    assertThat(request).hasSizeBetween(bytes, bytes + 10);
    return request;
  }
}
