package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.toEveryone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.local.apigateway.PostFault;
import dev.fanfare.local.apigateway.PostFaults;
import dev.fanfare.local.faults.PostFaultShares;
import dev.fanfare.local.faults.SeededPostFaults;
import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tables.StaleRow;
import dev.fanfare.tests.faults.Calls;
import dev.fanfare.tests.faults.Effect;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Up to four posts in ten fail. In the first storm one client in twenty has vanished without a
 * close frame. Shards have 150 lines; up to five shards are pushed, four at a time.
 */
@OnStack(StackKind.STORM)
class StormIT {
  private static final int CLIENTS = 750;
  private static final int VANISHED = CLIENTS / 20;
  private static final int SHARD = 150;
  private static final String DATA = "\"hello\"";

  @Test
  void storm_allRounds_losesNobodyAndPrunesOnlyVanishedClients(Flow flow) {
    List<String> users = flow.names("user", CLIENTS);
    flow.connect(users);
    Set<String> vanished = Set.copyOf(users.subList(0, VANISHED));
    Set<String> vanishedIds = ids(flow, vanished);
    flow.vanish(VANISHED);
    PostLog log = flow.strikePosts(storm("429=30,5xx=5,reset=5"));

    Broadcast broadcast = flow.broadcasts().run(toEveryone(DATA)).succeeded();

    assertThat(log.percent(PostFault.THROTTLED)).isCloseTo(30, within(5.0));
    assertThat(log.percent(PostFault.RESET)).isCloseTo(5, within(2.0));
    assertThat(broadcast.outcomes())
        .isEqualTo(Map.of("delivered", (long) CLIENTS - VANISHED, "stale", (long) vanished.size()));
    assertThat(broadcast.figure("pruned")).isEqualTo(VANISHED);
    assertThat(values(flow.rows().stale(broadcast.id()), StaleRow.CONNECTION_ID))
        .isEqualTo(vanishedIds);
    assertThat(values(flow.rows().connections(), ConnectionRow.USER_ID))
        .isEqualTo(Set.copyOf(users.subList(VANISHED, CLIENTS)));
    flow.assertReceived(DATA, user -> !vanished.contains(user));
  }

  @Test
  void storm_pusherInterrupted_repeatsOnlyThatInvocation(Flow flow) {
    flow.connect(flow.names("user", 2 * SHARD));
    PostLog log = flow.strikePosts(storm("5xx=10,reset=5"));
    String id = flow.name("cut-off");
    flow.inject(
        Calls.nth(1, flow.calls("PushShardFunction").and(Calls.about("00001.jsonl"))),
        Effect.crashWhen(() -> whenShardHas(60, flow, id, log)));

    flow.broadcasts().send("{\"id\":\"%s\",\"data\":%s,\"rate\":400}".formatted(id, DATA));
    Broadcast broadcast = flow.broadcasts().await(id).succeeded();

    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 2L * SHARD));
    Set<String> struck = users(flow.broadcasts().shard(id, 1));
    assertThat(struck).hasSize(SHARD);
    assertThat(flow.received())
        .allSatisfy(
            client ->
                assertThat(client.receivedCount())
                    .as("messages received by %s", client.user())
                    .isBetween(1, struck.contains(client.user()) ? 2 : 1));
    assertThat(flow.received().stream().filter(client -> client.receivedCount() == 2).count())
        .as("repeated: messages delivered before, and messages in transit")
        .isBetween(60L, SHARD * 2L / 3);
  }

  private static CompletionStage<Void> whenShardHas(
      int delivered, Flow flow, String id, PostLog log) {
    Set<String> shard =
        flow.broadcasts().shard(id, 1).stream().map(Connection::id).collect(Collectors.toSet());
    return log.when(
        delivered, post -> post.fault() == PostFault.NONE && shard.contains(post.connectionId()));
  }

  private static PostFaults storm(String shares) {
    return new SeededPostFaults(PostFaultShares.parse(shares), 7);
  }

  private static Set<String> users(List<Connection> shard) {
    return shard.stream().map(Connection::userId).collect(Collectors.toSet());
  }

  private static Set<String> ids(Flow flow, Set<String> users) {
    return values(
        flow.rows().connections().stream()
            .filter(row -> users.contains(row.get(ConnectionRow.USER_ID).s()))
            .toList(),
        ConnectionRow.CONNECTION_ID);
  }

  private static Set<String> values(List<Map<String, AttributeValue>> rows, String attribute) {
    return rows.stream().map(row -> row.get(attribute).s()).collect(Collectors.toSet());
  }
}
