package dev.fanfare.tests.channels;

import static dev.fanfare.channels.ConnectionChannels.Joining.ALREADY_IN;
import static dev.fanfare.channels.ConnectionChannels.Joining.JOINED;
import static dev.fanfare.channels.ConnectionChannels.Joining.TOO_MANY;
import static dev.fanfare.channels.ConnectionChannels.Joining.UNKNOWN_CONNECTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.ChannelMembers.Member;
import dev.fanfare.channels.ConnectionChannels;
import dev.fanfare.channels.MemberCount;
import dev.fanfare.channels.MemberList;
import dev.fanfare.tables.SubscriptionRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every expression of the adapters that add and list connections, on DynamoDB Local. */
class DynamoConnectionChannelsIT {
  @AutoClose private static final MembershipTables tables = new MembershipTables();
  private static final ConnectionChannels channels = tables.channels();

  @Test
  void join_connection_writesACompleteMembership() {
    Connection alice = tables.connect("alice", "a=");

    assertThat(channels.join(alice, Map.of("plan", "pro"), Set.of("news"))).isEqualTo(JOINED);

    assertThat(tables.subscriptions("a="))
        .containsExactly(
            Map.of(
                "channel_partition",
                AttributeValue.fromS(SubscriptionRow.partitionOf("news", "a=")),
                "connection_id",
                AttributeValue.fromS("a="),
                "user_id",
                AttributeValue.fromS("alice"),
                "connected_at",
                AttributeValue.fromN("" + alice.connectedAt()),
                "joined_at",
                AttributeValue.fromN("1795334400250"),
                "expires_at",
                AttributeValue.fromN("1795342200"),
                "attributes",
                AttributeValue.fromM(Map.of("plan", AttributeValue.fromS("pro")))));
    assertThat(channels.of(alice)).containsExactly("news");
  }

  @Test
  void join_again_changesNothing() {
    Connection bob = tables.connect("bob", "b=");
    channels.join(bob, Map.of(), Set.of("news"));
    var before = tables.subscriptions("b=");

    assertThat(channels.join(bob, Map.of("plan", "pro"), Set.of("news"))).isEqualTo(ALREADY_IN);
    assertThat(tables.subscriptions("b=")).isEqualTo(before);
  }

  @Test
  void join_connectionWithoutRow_isRefusedAndCreatesNone() {
    var ghost = new Connection("ghost=", "ghost", 1);

    assertThat(channels.join(ghost, Map.of(), Set.of("news"))).isEqualTo(UNKNOWN_CONNECTION);
    assertThat(tables.subscriptions("ghost=")).isEmpty();
    assertThat(tables.connections("ghost")).isEmpty();
    assertThat(channels.of(ghost)).isEmpty();
    assertThat(channels.leave(ghost, "news")).isFalse();
    assertThat(tables.connections("ghost")).isEmpty();
  }

  @Test
  void join_severalChannels_joinsAllOrNone() {
    Connection carl = tables.connect("carl", "c=");
    channels.join(carl, Map.of(), names(0, 45));

    assertThat(channels.join(carl, Map.of(), names(45, 51))).isEqualTo(TOO_MANY);
    assertThat(tables.subscriptions("c=")).hasSize(45);
    assertThat(channels.join(carl, Map.of(), names(45, 50))).isEqualTo(JOINED);
    assertThat(channels.join(carl, Map.of(), Set.of("one more"))).isEqualTo(TOO_MANY);
    assertThat(channels.join(carl, Map.of(), Set.of("c7"))).isEqualTo(ALREADY_IN);
    assertThat(channels.of(carl)).isEqualTo(names(0, 50));
    assertThat(channels.leave(carl, "c7")).isTrue();
    assertThat(channels.join(carl, Map.of(), Set.of("one more"))).isEqualTo(JOINED);
  }

  @Test
  void join_concurrently_keepsTheLimit() throws Exception {
    Connection dora = tables.connect("dora", "d=");
    channels.join(dora, Map.of(), names(0, 47));
    var threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<ConnectionChannels.Joining>> joins =
          IntStream.range(0, 6)
              .<Callable<ConnectionChannels.Joining>>mapToObj(
                  i -> () -> channels.join(dora, Map.of(), Set.of("extra" + i)))
              .toList();

      var results =
          threads.invokeAll(joins).stream().map(DynamoConnectionChannelsIT::result).toList();

      assertThat(results).filteredOn(JOINED::equals).hasSize(3);
      assertThat(results).filteredOn(TOO_MANY::equals).hasSize(3);
      assertThat(tables.subscriptions("d=")).hasSize(50);
    } finally {
      threads.shutdown();
    }
  }

  private static ConnectionChannels.Joining result(Future<ConnectionChannels.Joining> join) {
    try {
      return join.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void leave_lastChannel_leavesNoneAndAllowsAnotherJoin() {
    Connection emil = tables.connect("emil", "e=");
    channels.join(emil, Map.of(), Set.of("news"));

    assertThat(channels.leave(emil, "news")).isTrue();
    assertThat(channels.leave(emil, "news")).isFalse();
    assertThat(channels.of(emil)).isEmpty();
    assertThat(tables.subscriptions("e=")).isEmpty();
    assertThat(channels.join(emil, Map.of(), Set.of("news"))).isEqualTo(JOINED);
  }

  @Test
  void members_manyInAChannel_areListedAndCountedOnceEach() {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 120; i++) {
      ids.add("m" + i);
      channels.join(tables.connect("user" + i % 9, "m" + i), Map.of(), Set.of("crowd"));
    }
    var members = tables.members(MembershipTables.NOW);
    var listed = new ArrayList<Member>();
    String token = null;
    do {
      var page = new MemberList(members).read("crowd", token, 17);
      listed.addAll(page.members());
      token = page.next();
    } while (token != null);

    assertThat(listed).extracting(Member::connectionId).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(new MemberCount(members, Runnable::run).of("crowd")).isEqualTo(120);
    assertThat(new MemberCount(members, Runnable::run).of("nobody's")).isZero();
    assertThat(ids)
        .allSatisfy(
            id ->
                assertThat(tables.subscriptions(id))
                    .singleElement()
                    .extracting(row -> row.get("channel_partition").s())
                    .isEqualTo(SubscriptionRow.partitionOf("crowd", id)));
  }

  /** Nothing renews a row, so the expiry time at connect must exceed the longest connection. */
  @Test
  void members_ofAConnectionAsOldAsCanBe_areListedAndCounted() {
    channels.join(tables.connect("ida", "i="), Map.of(), Set.of("long"));
    var last = tables.members(MembershipTables.NOW.plusSeconds(AwsLimits.CONNECTION_SECONDS + 60));

    assertThat(new MemberList(last).read("long", null, 10).members()).hasSize(1);
    assertThat(new MemberCount(last, Runnable::run).of("long")).isEqualTo(1);
  }

  @Test
  void members_whoseTimeIsOver_areNeitherListedNorCounted() {
    channels.join(tables.connect("fay", "f="), Map.of(), Set.of("old"));
    var later = tables.members(MembershipTables.NOW.plus(Duration.ofHours(3)));

    assertThat(new MemberList(later).read("old", null, 10).members()).isEmpty();
    assertThat(new MemberCount(later, Runnable::run).of("old")).isZero();
  }

  private static Set<String> names(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "c" + i).collect(Collectors.toSet());
  }
}
