package dev.fanfare.tests.channels;

import static dev.fanfare.channels.ConnectionChannels.Joining.ALREADY_IN;
import static dev.fanfare.channels.ConnectionChannels.Joining.JOINED;
import static dev.fanfare.channels.ConnectionChannels.Joining.TOO_MANY;
import static dev.fanfare.channels.ConnectionChannels.Joining.UNKNOWN_CONNECTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.ConnectionChannels;
import dev.fanfare.channels.catchup.CatchUpEnds;
import dev.fanfare.channels.catchup.CatchUpJoins;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every expression for connections that join and catch up, on DynamoDB Local. */
class DynamoCatchUpIT {
  @AutoClose private static final MembershipTables tables = new MembershipTables();
  private static final CatchUpJoins joins = tables.catchUpJoins();

  @Test
  void joinFrom_newMember_isOpenUntilSettledOnce() {
    Connection alice = tables.connect("alice", "a=");

    assertThat(joins.joinFrom(alice, Map.of("plan", "pro"), "news", 3)).isEqualTo(JOINED);
    assertThat(row("a="))
        .containsEntry("caught_up_from", AttributeValue.fromN("3"))
        .containsKey("attributes")
        .doesNotContainKey("caught_up_to");

    assertThat(ends(7).settle("news", "a=")).hasValue(7);
    assertThat(ends(9).settle("news", "a=")).as("settled before").hasValue(7);
    assertThat(row("a=")).containsEntry("caught_up_to", AttributeValue.fromN("7"));
    assertThat(tables.channels().of(alice)).containsExactly("news");
  }

  @Test
  void joinFrom_existingMember_isOpenAgainAndOtherwiseUnchanged() {
    Connection bob = tables.connect("bob", "b=");
    tables.channels().join(bob, Map.of("plan", "pro"), Set.of("news"));
    var before = row("b=");

    assertThat(joins.joinFrom(bob, Map.of(), "news", 0)).isEqualTo(ALREADY_IN);
    ends(4).settle("news", "b=");
    assertThat(joins.joinFrom(bob, Map.of(), "news", 2)).isEqualTo(ALREADY_IN);

    assertThat(row("b=")).containsAllEntriesOf(before).hasSize(before.size() + 1);
    assertThat(ends(5).settle("news", "b=")).hasValue(5);
  }

  @Test
  void joinFrom_noRowOrNoRoom_changesNothing() {
    assertThat(joins.joinFrom(new Connection("ghost=", "ghost", 1), Map.of(), "news", 0))
        .isEqualTo(UNKNOWN_CONNECTION);
    Connection carl = tables.connect("carl", "c=");
    tables
        .channels()
        .join(
            carl,
            Map.of(),
            IntStream.range(0, ConnectionChannels.MAX_CHANNELS)
                .mapToObj(i -> "c" + i)
                .collect(Collectors.toSet()));

    assertThat(joins.joinFrom(carl, Map.of(), "one more", 0)).isEqualTo(TOO_MANY);
    assertThat(tables.subscriptions("c=")).hasSize(ConnectionChannels.MAX_CHANNELS);
    assertThat(tables.subscriptions("ghost=")).isEmpty();
  }

  @Test
  void settle_memberHasLeft_isEmptyAndCreatesNoRow() {
    Connection dora = tables.connect("dora", "d=");
    joins.joinFrom(dora, Map.of(), "news", 0);
    tables.channels().leave(dora, "news");

    assertThat(ends(1).settle("news", "d=")).isEmpty();
    assertThat(tables.subscriptions("d=")).isEmpty();
  }

  private static CatchUpEnds ends(long head) {
    return tables.catchUpEnds(head);
  }

  private static Map<String, AttributeValue> row(String connectionId) {
    return tables.subscriptions(connectionId).get(0);
  }
}
