package dev.fanfare.tests.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.ConnectionChannels;
import dev.fanfare.channels.sessions.DynamoConnectionRemover;
import dev.fanfare.channels.sessions.Session;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every expression for connections that end, on DynamoDB Local. */
class DynamoConnectionRemoverIT {
  private static final long ENDED_AT = MembershipTables.NOW.toEpochMilli();

  @AutoClose private static final MembershipTables tables = new MembershipTables();
  private static final ConnectionChannels channels = tables.channels();

  @Test
  void end_connectionInManyChannels_leavesOnlyItsSession() {
    Connection alice = tables.connect("alice", "a=");
    Connection other = tables.connect("alice", "a2=");
    var names = IntStream.range(0, 50).mapToObj(i -> "c" + i).collect(Collectors.toSet());
    channels.join(alice, Map.of(), names);
    channels.join(other, Map.of(), Set.of("c1"));

    var session = end(alice).get(0);

    assertThat(session.channels()).isEqualTo(names);
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
    var remover = tables.remover(tables.tables);

    assertThat(remover.end(List.of(bob), ENDED_AT, false)).hasSize(1);
    assertThat(remover.end(List.of(bob), ENDED_AT + 5_000, true)).isEmpty();
    assertThat(tables.sessions("bob")).hasSize(1);
  }

  /** A stale record of an earlier version does not contain the connection's start time. */
  @Test
  void end_unknownStartTime_isTakenFromTheRow() {
    tables.connect("carl", "c=");

    var sessions = end(new Connection("c=", "carl", 0));

    assertThat(sessions).singleElement().extracting(Session::seconds).isEqualTo(61L);
  }

  /** TTL may delete the connection's row before the rows of its memberships. */
  @Test
  void end_onlyMembershipsLeft_removesThemWithoutASession() {
    Connection dora = tables.connect("dora", "d=");
    channels.join(dora, Map.of(), Set.of("news", "sports"));
    tables.deleteConnection(dora);

    assertThat(end(dora)).isEmpty();
    assertThat(tables.subscriptions("d=")).isEmpty();
    assertThat(tables.sessions("dora")).isEmpty();
  }

  /** A join was in progress when the connection closed. */
  @Test
  void end_concurrentJoin_isRemovedAsWell() {
    Connection emil = tables.connect("emil", "e=");
    channels.join(emil, Map.of(), Set.of("news"));
    DynamoDbClient interrupted =
        afterFirst("batchGetItem", () -> channels.join(emil, Map.of(), Set.of("late")));

    var sessions = tables.remover(interrupted).end(List.of(emil), ENDED_AT, false);

    assertThat(sessions.get(0).channels()).containsExactly("late", "news");
    assertThat(tables.subscriptions("e=")).isEmpty();
    assertThat(tables.connections("emil")).isEmpty();
    assertThat(tables.sessions("emil")).hasSize(1);
  }

  /** The set of channels is the same again, but the membership is new. */
  @Test
  void end_concurrentLeaveAndJoin_leavesNoMembershipBehind() {
    Connection eva = tables.connect("eva", "ev=");
    channels.join(eva, Map.of(), Set.of("news"));
    DynamoDbClient interrupted =
        afterFirst(
            "batchGetItem",
            () -> {
              channels.leave(eva, "news");
              channels.join(eva, Map.of(), Set.of("news"));
            });

    tables.remover(interrupted).end(List.of(eva), ENDED_AT, false);

    assertThat(tables.connections("eva")).isEmpty();
    assertThat(tables.subscriptions("ev=")).isEmpty();
  }

  @Test
  void end_interrupted_leavesEverythingAndCanBeRepeated() {
    Connection ida = tables.connect("ida", "i=");
    channels.join(ida, Map.of(), Set.of("news", "sports"));
    DynamoDbClient failing =
        afterFirst(
            "batchGetItem",
            () -> {
              throw new IllegalStateException("no network");
            });

    assertThatThrownBy(() -> tables.remover(failing).end(List.of(ida), ENDED_AT, true))
        .hasMessage("no network");
    assertThat(tables.connections("ida")).hasSize(1);
    assertThat(tables.subscriptions("i=")).hasSize(2);
    assertThat(tables.sessions("ida")).isEmpty();

    assertThat(end(ida)).hasSize(1);
    assertThat(tables.subscriptions("i=")).isEmpty();
  }

  /**
   * Property of pruning: at most two calls for one connection, and far fewer per connection for
   * many.
   */
  @Test
  void end_oneOrMany_takesAtMostTwoCallsEach() {
    var calls = new ArrayList<String>();
    Connection one = tables.connect("jane", "j=");
    channels.join(one, Map.of(), Set.of("a", "b", "c"));

    tables.remover(counting(calls)).end(List.of(one), ENDED_AT, true);

    assertThat(calls).containsExactly("batchGetItem", "transactWriteItems");
    calls.clear();
    var many = IntStream.range(0, 100).mapToObj(i -> tables.connect("many" + i, "m" + i)).toList();
    many.forEach(each -> channels.join(each, Map.of(), Set.of("default")));

    assertThat(tables.remover(counting(calls)).end(many, ENDED_AT, true)).hasSize(100);

    assertThat(calls)
        .containsOnlyOnce("batchGetItem")
        .filteredOn("transactWriteItems"::equals)
        .hasSize(4);
    assertThat(many)
        .allSatisfy(
            each -> {
              assertThat(tables.connections(each.userId())).isEmpty();
              assertThat(tables.subscriptions(each.id())).isEmpty();
              assertThat(tables.sessions(each.userId())).hasSize(1);
            });
  }

  /** Many connections: one has gone, one joins a channel in between, and one appears twice. */
  @Test
  void end_manyConcurrently_endsEachOnce() {
    Connection gone = tables.connect("kim", "k1=");
    Connection joins = tables.connect("kim", "k2=");
    Connection quiet = tables.connect("kim", "k3=");
    DynamoDbClient interrupted =
        afterFirst(
            "batchGetItem",
            () -> {
              end(gone);
              channels.join(joins, Map.of(), Set.of("late"));
            });

    var sessions =
        tables.remover(interrupted).end(List.of(gone, joins, quiet, quiet), ENDED_AT + 1, true);

    assertThat(sessions)
        .extracting(session -> session.connection().id())
        .containsExactlyInAnyOrder("k2=", "k3=");
    assertThat(tables.connections("kim")).isEmpty();
    assertThat(tables.subscriptions("k2=")).isEmpty();
    assertThat(tables.sessions("kim")).hasSize(3);
  }

  @Test
  void end_joinsInEveryAttempt_givesUpWithItsName() {
    Connection lea = tables.connect("lea", "l=");
    var joined = new AtomicInteger();
    DynamoDbClient restless =
        before(
            "transactWriteItems",
            () -> channels.join(lea, Map.of(), Set.of("c" + joined.incrementAndGet())));

    assertThatThrownBy(() -> tables.remover(restless).end(List.of(lea), ENDED_AT, true))
        .hasMessage("connection l= joined or left channels during all 10 attempts to remove it");
    assertThat(tables.subscriptions("l=")).hasSize(10);
    assertThat(tables.connections("lea")).hasSize(1);
  }

  /** Two broadcasts prune the same connections at the same moment, in the same order. */
  @Test
  void end_twoAtTheSameTime_writeEachSessionOnce() throws Exception {
    var both = IntStream.range(0, 60).mapToObj(i -> tables.connect("nora", "n" + i)).toList();
    both.forEach(each -> channels.join(each, Map.of(), Set.of("default")));
    var ended = new ConcurrentLinkedQueue<Session>();
    var threads =
        Stream.of(0, 20)
            .map(from -> both.subList(from, from + 40))
            .map(
                part ->
                    new Thread(
                        () ->
                            ended.addAll(
                                DynamoConnectionRemover.of(
                                        tables.tables, MembershipTables.NAMES, Duration.ofDays(1))
                                    .end(part, ENDED_AT, true))))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(ended).extracting(session -> session.connection().id()).hasSize(60);
    assertThat(ended).extracting(session -> session.connection().id()).doesNotHaveDuplicates();
    assertThat(tables.connections("nora")).isEmpty();
    assertThat(tables.sessions("nora")).hasSize(60);
  }

  private static List<Session> end(Connection connection) {
    return tables.remover(tables.tables).end(List.of(connection), ENDED_AT, false);
  }

  /** Tables that run another action once, right after the first call of this name. */
  private static DynamoDbClient afterFirst(String call, Runnable happens) {
    var once = new AtomicBoolean();
    return client(
        (method, arguments) -> {
          Object answer = method.invoke(tables.tables, arguments);
          if (method.getName().equals(call) && once.compareAndSet(false, true)) {
            happens.run();
          }
          return answer;
        });
  }

  /** Tables that run another action before each call of this name. */
  private static DynamoDbClient before(String call, Runnable happens) {
    return client(
        (method, arguments) -> {
          if (method.getName().equals(call)) {
            happens.run();
          }
          return method.invoke(tables.tables, arguments);
        });
  }

  /** Tables that record the names of all calls. */
  private static DynamoDbClient counting(List<String> calls) {
    return client(
        (method, arguments) -> {
          calls.add(method.getName());
          return method.invoke(tables.tables, arguments);
        });
  }

  private interface Invocation {
    Object of(Method method, Object[] arguments) throws ReflectiveOperationException;
  }

  private static DynamoDbClient client(Invocation invocation) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoConnectionRemoverIT.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) -> {
              try {
                return invocation.of(method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
