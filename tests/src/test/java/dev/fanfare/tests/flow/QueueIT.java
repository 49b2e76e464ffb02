package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.list;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.tests.faults.Calls;
import dev.fanfare.tests.faults.Effect;
import dev.fanfare.tests.flow.DeadLetters.Letter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The queue starts each request once and sets bad requests aside. */
@OnStack(StackKind.SMALL_SHARDS)
class QueueIT {

  @Test
  void request_recordDeliveredTwice_isBroadcastOnce(Flow flow) {
    flow.connect(flow.names("user", 3));
    String request = Requests.toUsers(flow.names("user", 3), "\"once\"");
    flow.inject(
        flow.calls("StartFunction").and(Calls.about(flow.name("user"))), Effect.deliverTwice());

    Broadcast broadcast = flow.broadcasts().run(request).succeeded();

    assertThat(flow.deadLetters().take(0)).isEmpty();
    assertThat(flow.broadcasts().executions(broadcast.id())).isEqualTo(1);
    flow.assertReceived("\"once\"", user -> true);
  }

  @Test
  void request_sameIdSentTwice_isBroadcastOnceAndAnotherRequestIsRefused(Flow flow) {
    flow.connect(flow.names("user", 3));
    String id = flow.name("sale");
    flow.broadcasts().send("{\"id\":\"%s\",\"data\":\"first\"}".formatted(id));
    flow.broadcasts().await(id).succeeded();

    flow.broadcasts().send("{\"id\": \"%s\", \"data\": \"first\"}".formatted(id));
    assertThat(flow.deadLetters().take(0)).isEmpty();
    flow.broadcasts().send("{\"id\":\"%s\",\"data\":\"second\"}".formatted(id));

    assertThat(flow.deadLetters().takeLetters(1))
        .singleElement()
        .extracting(Letter::reason)
        .asString()
        .startsWith("id is \"" + id + "\": must not belong to another request");
    assertThat(flow.broadcasts().executions(id)).isEqualTo(1);
    flow.assertReceived("\"first\"", user -> true);
  }

  @Test
  void batch_ofValidAndInvalidRequests_runsTheValidAndRejectsEachInvalid(Flow flow) {
    List<String> users = flow.names("user", 2);
    flow.connect(users);
    String toFirst = "{\"users\":%s,\"data\":1}".formatted(list(users.subList(0, 1)));
    String toSecond = "{\"users\":%s,\"data\":2}".formatted(list(users.subList(1, 2)));
    List<String> bad = badRequests(flow, list(users));

    List<String> batch = new ArrayList<>(bad);
    batch.add(2, toFirst);
    batch.add(6, toSecond);
    List<String> ids = flow.broadcasts().sendBatch(batch);

    flow.broadcasts().await(ids.get(2)).succeeded();
    flow.broadcasts().await(ids.get(6)).succeeded();
    List<Letter> dead = flow.deadLetters().takeLetters(bad.size());
    assertThat(dead).extracting(Letter::body).containsExactlyInAnyOrderElementsOf(bad);
    assertThat(dead)
        .extracting(Letter::reason)
        .allMatch(reason -> reason.contains(": ") && reason.contains(" is "))
        .anyMatch(
            reason -> reason.startsWith("\"exclude_user\" is an unknown field: known fields are"))
        .anyMatch(reason -> reason.startsWith("data is missing: a request must contain data"));
    assertThat(ids.stream().filter(id -> !flow.broadcasts().isUntouched(id)))
        .containsExactly(ids.get(2), ids.get(6));
    assertThat(flow.broadcasts().executions(badId(flow))).isZero();
    assertThat(flow.broadcasts().objects(badId(flow), "")).isEmpty();
    assertThat(flow.received())
        .extracting(client -> client.user() + client.texts())
        .containsExactly(users.get(0) + "[1]", users.get(1) + "[2]");
  }

  /** Each body breaks one rule. All carry this test's mark. */
  private static List<String> badRequests(Flow flow, String users) {
    String tooLong = "\"" + "x".repeat(AwsLimits.MESSAGE_BYTES - 1) + "\"";
    return Stream.of(
            "not JSON, for %s",
            "[%s]",
            "{\"users\":%s}",
            "{\"exclude_user\":%s,\"data\":1}",
            "{\"users\":{\"ann\":%s},\"data\":1}",
            "{\"users\":[\"\"],\"exclude_users\":%s,\"data\":1}",
            "{\"users\":%s,\"data\":" + tooLong + "}",
            "{\"users\":%s,\"id\":\"" + badId(flow) + "\",\"data\":1}")
        .map(request -> request.formatted(users))
        .toList();
  }

  private static String badId(Flow flow) {
    return flow.name("bad") + " id";
  }
}
