package dev.fanfare.tests.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.ConnectionRow;
import dev.fanfare.channels.Memberships;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every expression by which connections end, on DynamoDB Local. */
class DynamoDeparturesTest {
  private static final long ENDED_AT = MembershipTables.NOW.toEpochMilli();

  private static MembershipTables tables;
  private static Memberships memberships;

  @BeforeAll
  static void start() {
    tables = new MembershipTables();
    memberships = tables.memberships();
  }

  @AfterAll
  static void stop() {
    tables.close();
  }

  @Test
  void end_connectionInManyChannels_leavesNothingButItsSession() {
    Connection alice = tables.connect("alice", "a=");
    Connection other = tables.connect("alice", "a2=");
    var channels = IntStream.range(0, 50).mapToObj(i -> "c" + i).collect(Collectors.toSet());
    memberships.join(alice, Map.of(), channels);
    memberships.join(other, Map.of(), Set.of("c1"));

    var session = tables.departures(tables.tables).end(alice, ENDED_AT, false).orElseThrow();

    assertThat(session.channels()).isEqualTo(channels);
    assertThat(tables.subscriptions("a=")).isEmpty();
    assertThat(tables.subscriptions("a2=")).hasSize(1);
    assertThat(tables.connections("alice"))
        .singleElement()
        .extracting(row -> row.get("connection_id").s())
        .isEqualTo("a2=");
    assertThat(tables.sessions("alice"))
        .containsExactly(
            Map.of(
                "user_id", AttributeValue.fromS("alice"),
                "ended", AttributeValue.fromS(ENDED_AT + "#a="),
                "connected_at", AttributeValue.fromN("" + alice.connectedAt()),
                "ended_at", AttributeValue.fromN("" + ENDED_AT),
                "seconds", AttributeValue.fromN("61"),
                "estimated", AttributeValue.fromBool(false),
                "expires_at", AttributeValue.fromN("1796544000")));
  }

  @Test
  void end_twice_recordsOneSession() {
    Connection bob = tables.connect("bob", "b=");
    var departures = tables.departures(tables.tables);

    assertThat(departures.end(bob, ENDED_AT, false)).isPresent();
    assertThat(departures.end(bob, ENDED_AT + 5_000, true)).isEmpty();
    assertThat(tables.sessions("bob")).hasSize(1);
  }

  /** A stale record of an earlier version does not tell when the connection began. */
  @Test
  void end_beginningUnknownToTheCaller_isTakenFromTheRow() {
    tables.connect("carl", "c=");

    var session =
        tables.departures(tables.tables).end(new Connection("c=", "carl", 0), ENDED_AT, true);

    assertThat(session.orElseThrow().seconds()).isEqualTo(61);
  }

  /** TTL may delete the connection's row before those of its memberships. */
  @Test
  void end_rowIsGoneButMembershipsAreNot_removesThemWithoutASession() {
    Connection dora = tables.connect("dora", "d=");
    memberships.join(dora, Map.of(), Set.of("news", "sports"));
    tables.deleteConnection(dora);

    assertThat(tables.departures(tables.tables).end(dora, ENDED_AT, true)).isEmpty();
    assertThat(tables.subscriptions("d=")).isEmpty();
    assertThat(tables.sessions("dora")).isEmpty();
  }

  /** A join that was under way when the connection closed. */
  @Test
  void end_joinComesInBetween_isRemovedAsWell() {
    Connection emil = tables.connect("emil", "e=");
    memberships.join(emil, Map.of(), Set.of("news"));
    DynamoDbClient interrupted =
        afterFirstQuery(() -> memberships.join(emil, Map.of(), Set.of("late")));

    var session = tables.departures(interrupted).end(emil, ENDED_AT, false).orElseThrow();

    assertThat(session.channels()).containsExactly("late", "news");
    assertThat(tables.subscriptions("e=")).isEmpty();
    assertThat(tables.connections("emil")).isEmpty();
    assertThat(tables.sessions("emil")).hasSize(1);
  }

  /** The tables, with something else happening once, right after the first Query. */
  private static DynamoDbClient afterFirstQuery(Runnable happens) {
    var once = new AtomicBoolean();
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDeparturesTest.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) -> {
              Object answer = method.invoke(tables.tables, arguments);
              if (method.getName().equals("query") && once.compareAndSet(false, true)) {
                happens.run();
              }
              return answer;
            });
  }
}
