package dev.fanfare.plan.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.plan.ConnectionTableRows;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoConnectionRowsTest {
  private static final long NOW_SECONDS = ConnectionTableRows.NOW.getEpochSecond();

  @Property(tries = 50)
  void scan_anyPages_readsEachRowOnce(
      @ForAll @IntRange(min = 1, max = 7) int pageSize, @ForAll @IntRange(max = 60) int count) {
    var table = new ConnectionTableRows().pages(pageSize);
    for (int i = 0; i < count; i++) {
      table.add("u" + i % 5, "c" + i);
    }
    var rows = table.read();

    var read = new ArrayList<Connection>();
    for (int segment = 0; segment < 3; segment++) {
      int each = segment;
      readAll(position -> rows.scan(each, 3, position), read);
    }

    assertThat(read).extracting(Connection::id).hasSize(count).doesNotHaveDuplicates();
  }

  /** A position must accept every character that a user id may contain. */
  @Property(tries = 100)
  void query_anyUserId_isReadToTheEnd(@ForAll @NotEmpty String userId) {
    String name = userId.replaceAll("[\\x00\\p{Cs}]", "\"");
    var table = new ConnectionTableRows().pages(2).add("somebody else", "c9");
    for (int i = 0; i < 5; i++) {
      table.add(name, "c \"" + i);
    }
    var rows = table.read();

    var read = new ArrayList<Connection>();
    readAll(position -> rows.query(name, position), read);

    assertThat(read)
        .extracting(Connection::id)
        .containsExactly("c \"0", "c \"1", "c \"2", "c \"3", "c \"4");
    assertThat(read).extracting(Connection::userId).containsOnly(name);
  }

  @Test
  void query_expiredRow_isOmitted() {
    var rows =
        new ConnectionTableRows()
            .add("alice", "dead", Map.of("expires_at", number(NOW_SECONDS)))
            .add("alice", "living", Map.of("expires_at", number(NOW_SECONDS + 1)))
            .read();

    assertThat(rows.query("alice", null).connections())
        .extracting(Connection::id)
        .containsExactly("living");
  }

  /** A ban is a row of the same table, but not a connection. */
  @Test
  void scanAndQuery_bannedUser_returnOnlyTheConnections() {
    var ban =
        Map.of("expires_at", number(NOW_SECONDS + 60), "reason", AttributeValue.fromS("spam"));
    var rows =
        new ConnectionTableRows()
            .add("alice", "#ban", ban)
            .add("alice", "living", Map.of())
            .add("bob", "#ban", ban)
            .read();

    assertThat(rows.scan(0, 1, null).connections())
        .extracting(Connection::id)
        .containsExactly("living");
    assertThat(rows.query("alice", null).connections())
        .extracting(Connection::id)
        .containsExactly("living");
    assertThat(rows.query("bob", null).connections()).isEmpty();
  }

  /** As with DynamoDB's TTL, a row without an expiry time never expires. */
  @Test
  void query_rowOfAnotherWriterWithoutTtl_isValidAndOld() {
    var rows = new ConnectionTableRows().add("alice", "foreign", Map.of()).read();

    assertThat(rows.query("alice", null).connections())
        .containsExactly(new Connection("foreign", "alice", 0));
    assertThat(rows.scan(0, 1, null).connections())
        .containsExactly(new Connection("foreign", "alice", 0));
  }

  @ParameterizedTest
  @CsvSource({"1763800000123,1763800000123", "1763800000.25,1763800000", "1.5E+12,1500000000000"})
  void query_connectTime_isReadWithoutItsFraction(String number, long connectedAt) {
    var rows =
        new ConnectionTableRows()
            .add("alice", "c", Map.of("connected_at", AttributeValue.fromN(number)))
            .read();

    assertThat(rows.query("alice", null).connections())
        .singleElement()
        .extracting(Connection::connectedAt)
        .isEqualTo(connectedAt);
  }

  @Test
  void query_connectTimeIsText_countsAsOld() {
    var rows =
        new ConnectionTableRows()
            .add("alice", "c", Map.of("connected_at", AttributeValue.fromS("yesterday")))
            .read();

    assertThat(rows.query("alice", null).connections())
        .containsExactly(new Connection("c", "alice", 0));
  }

  @Test
  void scan_invalidPosition_isRefused() {
    var rows = new ConnectionTableRows().read();

    assertThatThrownBy(() -> rows.scan(0, 1, "[\"alice\""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the cursor has no valid position: [\"alice\"");
  }

  private static void readAll(Function<String, Audience.Page> read, ArrayList<Connection> all) {
    String position = null;
    do {
      var page = read.apply(position);
      all.addAll(page.connections());
      position = page.position();
    } while (position != null);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN("" + value);
  }
}
