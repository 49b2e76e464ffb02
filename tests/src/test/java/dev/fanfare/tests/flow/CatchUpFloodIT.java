package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.apigateway.PostFault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A client that keeps asking for missed messages gets what its budget allows, one answer at a time.
 */
@OnStack(StackKind.SMALL_SHARDS)
class CatchUpFloodIT {
  private static final int MESSAGES = 12;
  private static final int REQUESTS = 20;

  /** The number of messages that a user may send and catch up on per minute, by default. */
  private static final int BUDGET = 120;

  // This test compares times, so other work on the machine would distort it.
  @Tag("campaign")
  @Test
  void join_twentyTimesSinceTheBeginning_deliversWithinTheBudgetAndDelaysNobody(Flow flow) {
    String room = flow.name("room");
    var sockets = flow.endpoints().sockets();
    try (var ann = new ActionClient(sockets, flow.name("ann"), "channels=" + room);
        var greedy = new ActionClient(sockets, flow.name("greedy"), "");
        var bob = new ActionClient(sockets, flow.name("bob"), "")) {
      for (int i = 0; i < MESSAGES; i++) {
        ann.ask(
            "{\"action\":\"sendmessage\",\"channel\":\"%s\",\"message\":%d}".formatted(room, i));
      }
      long alone = millisToJoin(bob, flow.name("first"));

      for (int i = 0; i < REQUESTS; i++) {
        greedy.send(joinSinceTheBeginning(room));
      }
      long beside = millisToJoin(bob, flow.name("second"));

      List<String> types = answers(greedy);
      long missed = types.stream().filter("missed"::equals).count();
      assertThat(missed).isBetween((long) MESSAGES, (long) BUDGET - REQUESTS);
      assertThat(types).as("one at a time").contains("error");
      assertThat(beside)
          .as("ms of another user's join, %d alone", alone)
          .isLessThanOrEqualTo(Math.max(1_000, 2 * alone));
    }
  }

  /** A post whose answer is late is repeated, so the first join takes some seconds. */
  @Test
  void join_twoChannelsSinceTheBeginning_catchesUpSequentially(Flow flow) {
    String first = flow.name("first");
    String second = flow.name("second");
    var sockets = flow.endpoints().sockets();
    try (var ann = new ActionClient(sockets, flow.name("ann"), "channels=" + first);
        var bob = new ActionClient(sockets, flow.name("bob"), "")) {
      ann.ask("{\"action\":\"sendmessage\",\"channel\":\"%s\",\"message\":1}".formatted(first));
      String id = flow.connectionIds(flow.name("bob")).get(0);
      var isBusy = new AtomicBoolean(true);
      PostLog posts =
          flow.strikePosts(
              post ->
                  isBusy.get() && post.connectionId().equals(id) ? PostFault.SLOW : PostFault.NONE);
      var begun = posts.when(1, post -> post.connectionId().equals(id));

      bob.send(joinSinceTheBeginning(first));
      begun.join();
      bob.send(joinSinceTheBeginning(second));
      JsonNode refused = answer(bob);
      isBusy.set(false);

      assertThat(refused.path("error").asText()).isEqualTo("slow_down");
      assertThat(refused.path("retry_after_ms").asInt()).isBetween(1, 30_000);
      assertThat(answer(bob).path("channel").asText()).isEqualTo(first);
      bob.send(joinSinceTheBeginning(second));
      assertThat(answer(bob).path("channel").asText()).isEqualTo(second);
    }
  }

  /** Returns the next message that is not a missed message. */
  private static JsonNode answer(ActionClient client) {
    JsonNode next = client.next();
    return next.path("type").asText().equals("missed") ? answer(client) : next;
  }

  private static String joinSinceTheBeginning(String channel) {
    return "{\"action\":\"joinchannel\",\"channel\":\"%s\",\"since\":0}".formatted(channel);
  }

  private static long millisToJoin(ActionClient client, String room) {
    long began = System.nanoTime();
    client.ask("{\"action\":\"joinchannel\",\"channel\":\"%s\"}".formatted(room));
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  /** The types of all messages that arrive until each request has its answer. */
  private static List<String> answers(ActionClient client) {
    var types = new ArrayList<String>();
    for (int answered = 0; answered < REQUESTS; ) {
      JsonNode next = client.next();
      String type = next.path("type").asText();
      types.add(type);
      if (!type.equals("missed")) {
        answered++;
      }
    }
    return types;
  }
}
