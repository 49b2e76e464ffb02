package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.devtools.load.ClientSnapshot;
import dev.fanfare.local.apigateway.PostFault;
import dev.fanfare.local.apigateway.PostFaults;
import dev.fanfare.tests.faults.Calls;
import dev.fanfare.tests.faults.Effect;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A resend reaches exactly the connections that a broadcast missed. A correction reaches exactly
 * the connections that the broadcast reached. Shards have ten lines, and there are two rounds.
 */
@OnStack(StackKind.SMALL_SHARDS)
@Order(Slow.FIRST)
class EarlierAudienceIT {
  private static final String WRONG = "{\"price\":1.10}";
  private static final String RIGHT = "{\"price\":1.20}";

  @ParameterizedTest(name = "{0} clients")
  @ValueSource(ints = {9, 45})
  void resendAndCorrection_afterFailedPosts_splitTheAudience(int clients, Flow flow) {
    List<String> users = flow.names("user", clients);
    flow.connect(users);
    Set<String> unlucky = Set.copyOf(users.subList(clients / 3, 2 * clients / 3));
    failPostsTo(unlucky, flow);

    Broadcast sale = flow.broadcasts().run(toEveryone(WRONG));
    flow.strikePosts(PostFaults.NONE);
    flow.connect(List.of(flow.name("newcomer")));
    Broadcast correction = run(flow, "\"correct_of\":\"%s\",\"data\":" + RIGHT, sale);
    Broadcast resend = run(flow, "\"resend_of\":\"%s\"", sale).succeeded();

    long missed = clients / 3;
    assertThat(sale.outcomes())
        .isEqualTo(Map.of("delivered", clients - missed, "unreachable", missed));
    assertThat(correction.succeeded().outcomes()).isEqualTo(Map.of("delivered", clients - missed));
    assertThat(resend.outcomes()).isEqualTo(Map.of("delivered", missed));
    assertThat(flow.received())
        .allSatisfy(
            client -> assertThat(client.texts()).isEqualTo(expected(client, unlucky, users)));
  }

  private static List<String> expected(
      ClientSnapshot client, Set<String> unlucky, List<String> users) {
    if (!users.contains(client.user())) {
      return List.of();
    }
    return unlucky.contains(client.user()) ? List.of(WRONG) : List.of(WRONG, RIGHT);
  }

  /** The audience of the correction comes from shards of both rounds. */
  @Test
  void correction_ofConnectionsReachedInTheSecondRound_reachesThemToo(Flow flow) {
    flow.connect(flow.names("user", 25));
    String id = flow.name("sale");
    crash(flow, "broadcasts/" + id + "/shards/", "/00001.jsonl");

    flow.broadcasts().send("{\"id\":\"%s\",\"data\":%s}".formatted(id, WRONG));
    Broadcast sale = flow.broadcasts().await(id).succeeded();
    Broadcast correction = run(flow, "\"correct_of\":\"%s\",\"data\":" + RIGHT, sale);
    Broadcast resend = run(flow, "\"resend_of\":\"%s\"", sale);

    assertThat(sale.figure("rounds")).isEqualTo(2);
    assertThat(correction.succeeded().outcomes()).isEqualTo(Map.of("delivered", 25L));
    assertThat(resend.succeeded().planned()).isZero();
    assertThat(flow.received()).allMatch(client -> client.texts().equals(List.of(WRONG, RIGHT)));
  }

  @ParameterizedTest(name = "{0} clients")
  @ValueSource(ints = {10, 25})
  void resend_ofAnUnfinishedShard_reachesItsConnections(int clients, Flow flow) {
    flow.connect(flow.names("user", clients));
    String id = flow.name("sale");
    crash(flow, "broadcasts/" + id + "/shards/", "/00000.jsonl");
    crash(flow, "broadcasts/" + id + "/missed/", "");

    flow.broadcasts().send("{\"id\":\"%s\",\"data\":%s}".formatted(id, WRONG));
    Broadcast sale = flow.broadcasts().await(id);
    Broadcast resend = run(flow, "\"resend_of\":\"%s\"", sale).succeeded();
    Broadcast again = run(flow, "\"resend_of\":\"%s\"", resend).succeeded();

    assertThat(sale.figure("missed")).isEqualTo(10);
    assertThat(planned(resend)).isEqualTo(ids(flow.broadcasts().shard(id, 0)));
    assertThat(resend.outcomes()).isEqualTo(Map.of("delivered", 10L));
    assertThat(again.planned()).isZero();
    flow.assertReceived(WRONG, user -> true);
  }

  /** The last report is final, although pruning half a million stale connections takes a while. */
  @Test
  void resendAndCorrection_duringPruning_areSent(Flow flow) {
    List<String> users = flow.names("user", 15);
    flow.connect(users);
    failPostsTo(Set.copyOf(users.subList(0, 5)), flow);
    var pruning = new CompletableFuture<Void>();
    var released = new CompletableFuture<Void>();
    String id = flow.name("sale");
    flow.inject(
        flow.calls("PruneStaleFunction").and(Calls.about('"' + id + '"')),
        Effect.answerAfter(
            () -> {
              pruning.complete(null);
              return released;
            }));

    flow.broadcasts().send("{\"id\":\"%s\",\"data\":%s}".formatted(id, WRONG));
    pruning.join();
    flow.strikePosts(PostFaults.NONE);
    ToolCall show = ToolCall.of(flow, "show", id);
    ToolCall resend = ToolCall.of(flow, "resend", id, "--watch");
    ToolCall correct = ToolCall.of(flow, "correct", id, "--data", RIGHT, "--watch");
    released.complete(null);
    Broadcast sale = flow.broadcasts().await(id);

    assertThat(show.out())
        .contains("Broadcast " + id + ": PRUNING", "pruning; the report is final")
        .contains("5 connections missed: ./fanfare resend");
    assertThat(resend.err()).isEmpty();
    assertThat(resend.exitCode()).isZero();
    assertThat(correct.exitCode()).isZero();
    assertThat(sale.outcomes()).isEqualTo(Map.of("delivered", 10L, "unreachable", 5L));
    assertThat(flow.received())
        .allSatisfy(
            client ->
                assertThat(client.texts())
                    .isEqualTo(
                        users.indexOf(client.user()) < 5 ? List.of(WRONG) : List.of(WRONG, RIGHT)));
  }

  @Test
  void resend_ofAnUnknownOrRunningBroadcast_isRefused(Flow flow) {
    flow.connect(flow.names("user", 30));
    String id = flow.name("sale");
    var begun = flow.strikePosts(PostFaults.NONE).when(1, post -> true);
    flow.broadcasts().send("{\"id\":\"%s\",\"data\":1,\"rate\":10}".formatted(id));
    begun.join();

    Broadcast tooEarly = flow.broadcasts().run("{\"resend_of\":\"%s\"}".formatted(id));
    Broadcast unknown = flow.broadcasts().run("{\"correct_of\":\"%s-\",\"data\":1}".formatted(id));
    flow.broadcasts().cancel(id);
    flow.broadcasts().await(id).succeeded();

    assertThat(tooEarly.execution().cause())
        .isEqualTo(
            "PlanShards: the request is refused: resend_of is \"%s\": must have its final report, but"
                + " is still being sent: try again later",
            id);
    assertThat(unknown.execution().cause())
        .startsWith("PlanShards: the request is refused: correct_of is \"" + id + "-\": must be")
        .contains("days");
  }

  private static void failPostsTo(Set<String> users, Flow flow) {
    Set<String> connections =
        users.stream()
            .flatMap(user -> flow.connectionIds(user).stream())
            .collect(Collectors.toCollection(HashSet::new));
    flow.strikePosts(
        post ->
            connections.contains(post.connectionId()) ? PostFault.INTERNAL_ERROR : PostFault.NONE);
  }

  /** Makes every pusher of some shards crash before it posts. */
  private static void crash(Flow flow, String folder, String shard) {
    flow.inject(
        flow.calls("PushShardFunction").and(Calls.about(folder)).and(Calls.about(shard)),
        Effect.crashBefore());
  }

  private static Broadcast run(Flow flow, String fields, Broadcast earlier) {
    return flow.broadcasts().run("{" + fields.formatted(earlier.id()) + "}");
  }

  private static Set<String> planned(Broadcast broadcast) {
    return ids(new Broadcasts(broadcast.shared()).shard(broadcast.id(), 0));
  }

  private static Set<String> ids(List<Connection> connections) {
    return connections.stream().map(Connection::id).collect(Collectors.toCollection(TreeSet::new));
  }
}
