package dev.fanfare.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.archive.ArchivedMessage;
import dev.fanfare.archive.MemoryArchive;
import dev.fanfare.archive.MessageArchive;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.text.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final String ID = "spring-sale";
  private static final String STARTED_AT = "2026-11-22T08:00:00.123Z";

  private final MemoryBucket bucket = new MemoryBucket();
  private final MemoryArchive archive = new MemoryArchive();
  private final ConnectionTableRows table = new ConnectionTableRows();
  private LongSupplier ticker = () -> 0;

  /**
   * Property: however often an invocation ends early, loses its answer or is retried, the final
   * plan names each connection of the audience once.
   */
  @Property(tries = 80)
  void plan_invocationsAndRetries_endInOnePlanOfTheWholeAudience(
      @ForAll long seed,
      @ForAll @IntRange(max = 80) int count,
      @ForAll @IntRange(min = 1, max = 9) int pageSize,
      @ForAll @IntRange(min = 1, max = 9) int shardSize)
      throws Exception {
    var random = new Random(seed);
    var rows = new ConnectionTableRows().pages(pageSize);
    var users = new TreeSet<String>();
    for (int i = 0; i < count; i++) {
      rows.add("user \"" + i % 11, "c" + i);
      users.add("user \"" + i % 11);
      rows.join(random.nextBoolean() ? "news" : "sports", "c" + i).join("both", "c" + i);
    }
    JsonNode request =
        switch (random.nextInt(3)) {
          case 0 -> request("{\"channels\":[\"sports\",\"both\",\"news\"],\"data\":1}");
          case 1 -> users.isEmpty() ? request("{\"data\":1}") : requestTo(users);
          default -> request("{\"data\":1}");
        };
    var own = new MemoryBucket();
    var planner =
        new Planner(
            own,
            archive,
            rows.audiences(),
            new MemoryExecutions().broadcasts(own),
            name -> request.toString(),
            Forecasts.of(own, shardSize),
            Runnable::run,
            () -> 0);

    PlanCursor cursor = null;
    var prefixes = new HashSet<String>();
    PlanShardsResult result = null;
    for (int call = 0; result == null || !result.finished(); call++) {
      var payload = new PlanShardsPayload(ID, STARTED_AT, request, cursor);
      // Some answers are lost and Step Functions calls again, up to a maximum.
      boolean lost = call < 10 && random.nextInt(4) == 0;
      var given = planner.plan(payload, "i" + call, () -> random.nextInt(5) == 0);
      if (!lost) {
        result = given;
        cursor = through(given.cursor());
        prefixes.add(given.written().prefix());
      }
    }

    assertThat(own.connections(result.written().prefix()))
        .extracting(Connection::id)
        .hasSize(count)
        .doesNotHaveDuplicates();
    assertThat(result.written().planned()).isEqualTo(count);
    assertThat(own.list(result.written().prefix())).hasSize(result.written().shards());
    assertThat(prefixes).allMatch(prefix -> prefix.startsWith("broadcasts/spring-sale/shards/i"));
  }

  @Test
  void plan_listedUsersWhoAreExcluded_areNotLookedUp() throws Exception {
    table.add("ann", "c1").add("ben", "c2");

    PlanShardsResult result =
        plan(
            request("{\"users\":[\"ann\",\"ben\"],\"exclude_users\":[\"ann\"],\"data\":1}"),
            null,
            "i",
            false);

    assertThat(bucket.connections(result.written().prefix()))
        .extracting(Connection::id)
        .containsExactly("c2");
    assertThat(table.queries()).isEqualTo(1);
  }

  @Test
  void plan_allListedUsersAreExcluded_isAnEmptyPlan() throws Exception {
    table.add("ann", "c1").add("ben", "c2");

    PlanShardsResult result =
        plan(
            request("{\"users\":[\"ann\"],\"exclude_users\":[\"ann\"],\"data\":1}"),
            null,
            "i",
            false);

    assertThat(result.finished()).isTrue();
    assertThat(result.written().planned()).isZero();
    assertThat(table.queries()).isZero();
  }

  @Test
  void plan_sameCursorTwice_beginsANewPlanAndLeavesTheOldOneAlone() throws Exception {
    for (int i = 0; i < 40; i++) {
      table.add("u" + i, "c" + i);
    }
    table.pages(2);
    JsonNode request = request("{\"data\":1}");
    PlanShardsResult first = plan(request, null, "first", true);
    PlanShardsResult second = plan(request, first.cursor(), "second", true);
    List<String> old = bucket.list(first.written().prefix()).toList();

    PlanShardsResult retried = plan(request, first.cursor(), "retry", false);

    assertThat(first.written().prefix()).isEqualTo("broadcasts/spring-sale/shards/first/");
    assertThat(second.written().prefix()).isEqualTo(first.written().prefix());
    assertThat(retried.written().prefix()).isEqualTo("broadcasts/spring-sale/shards/retry/");
    assertThat(retried.written().planned()).isEqualTo(40);
    assertThat(bucket.connections(retried.written().prefix()))
        .extracting(Connection::id)
        .hasSize(40)
        .doesNotHaveDuplicates();
    assertThat(bucket.list(first.written().prefix())).isEqualTo(old);
  }

  @Test
  void plan_firstCallTwice_hasAPrefixEach() throws Exception {
    table.add("alice", "c1");
    JsonNode request = request("{\"data\":1}");

    PlanShardsResult lost = plan(request, null, "first", false);
    PlanShardsResult again = plan(request, null, "second", false);

    assertThat(lost.written().prefix()).isNotEqualTo(again.written().prefix());
    assertThat(again.written().planned()).isEqualTo(1);
  }

  @Test
  void plan_goingOn_countsConnectionsAndShardsOfAllInvocations() throws Exception {
    for (int i = 0; i < 20; i++) {
      table.add("alice", "c" + (10 + i));
    }
    table.pages(4);
    JsonNode request = requestTo(Set.of("alice"));

    PlanShardsResult first = plan(request, null, "first", true);
    PlanShardsResult second = plan(request, first.cursor(), "second", false);

    assertThat(first.finished()).isFalse();
    assertThat(first.written().planned()).isEqualTo(4);
    // A full shard of three, and a shard of one that the end of the invocation cut short.
    assertThat(first.written().shards()).isEqualTo(2);
    assertThat(first.cursor().lanes()).containsExactly(new PlanCursor.Lane("0 c13", false));
    assertThat(second.finished()).isTrue();
    assertThat(second.cursor()).isNull();
    assertThat(second.written().planned()).isEqualTo(20);
    assertThat(second.written().shards()).isEqualTo(2 + 6);
    assertThat(bucket.list(second.written().prefix())).hasSize(8);
  }

  @Test
  void plan_duplicatesAndExclusions_leaveEachOfTheOthersOnce() throws Exception {
    table.add("alice", "c1").add("alice", "c2").add("bob", "c3").add("carol", "c4");

    PlanShardsResult result =
        plan(
            request(
                """
                {"users": ["alice", "bob", "alice"], "exclude_users": ["bob", "bob", "nobody"],
                 "exclude_connections": ["c2"], "data": 1}
                """),
            null,
            "first",
            false);

    assertThat(bucket.connections(result.written().prefix()))
        .extracting(Connection::id)
        .containsExactly("c1");
  }

  @Test
  void plan_percentAndFilter_areOfWhatIsLeft() throws Exception {
    for (int i = 0; i < 2_000; i++) {
      table.add("u" + i, "c" + i);
    }

    PlanShardsResult tenth = plan(request("{\"percent\":10,\"data\":1}"), null, "a", false);
    var some = request("{\"percent\":10,\"filter\":\"begins_with(user_id, 'u1')\",\"data\":1}");
    PlanShardsResult fewer = plan(some, null, "b", false);

    assertThat(tenth.written().planned()).isBetween(140L, 260L);
    assertThat(bucket.connections(fewer.written().prefix()))
        .isNotEmpty()
        .allMatch(connection -> connection.userId().startsWith("u1"))
        .isSubsetOf(bucket.connections(tenth.written().prefix()));
  }

  @Test
  void plan_wavesOneAfterAnother_haveEachConnectionOnce() throws Exception {
    for (int i = 0; i < 500; i++) {
      table.add("u" + i, "c" + i);
    }

    var planned = new ArrayList<Connection>();
    for (String wave :
        List.of(
            "\"percent\":5",
            "\"percent_from\":5,\"percent\":20",
            "\"percent_from\":20,\"percent\":100")) {
      PlanShardsResult result =
          plan(request("{" + wave + ",\"data\":1}"), null, "wave " + wave, false);
      planned.addAll(bucket.connections(result.written().prefix()));
    }

    assertThat(planned).hasSize(500).doesNotHaveDuplicates();
  }

  @Test
  void plan_everyoneExcluded_isAnEmptyPlan() throws Exception {
    table.add("alice", "c1");

    PlanShardsResult result =
        plan(request("{\"exclude_users\":[\"alice\"],\"data\":1}"), null, "first", false);

    assertThat(result.finished()).isTrue();
    assertThat(result.written().planned()).isZero();
    assertThat(result.written().shards()).isZero();
    assertThat(bucket.list(result.written().prefix())).isEmpty();
  }

  @Test
  void plan_broadcast_isArchivedOnceWhateverIsRetried() throws Exception {
    table.add("alice", "c1").add("bob", "c2").pages(1);
    var request = request("{\"data\":{ \"price\": 1.10 }}");

    var first = plan(request, null, "a", true);
    plan(request, null, "b", true);
    plan(request, through(first.cursor()), "c", false);

    var startedAt = ConnectionTableRows.NOW.toEpochMilli() + 123;
    assertThat(archive.messages(MessageArchive.BROADCASTS))
        .containsExactly(new ArchivedMessage(1, ID, startedAt, "{\"price\":1.10}"));
  }

  @Test
  void plan_broadcastToAChannel_postsItsPositionAndArchivesTheDataAlone() throws Exception {
    table.add("alice", "c1").join("news", "c1");
    archive.append("news", "earlier", "1", ConnectionTableRows.NOW);
    var request = request("{\"channels\":[\"news\"],\"percent\":100,\"data\":{\"price\":1.10}}");

    plan(request, null, "a", false);
    plan(request, null, "b", false);

    assertThat(bucket.text("broadcasts/spring-sale/message"))
        .isEqualTo("{\"price\":1.10,\"channel\":\"news\",\"position\":2}");
    assertThat(archive.messages("news"))
        .extracting(ArchivedMessage::message, ArchivedMessage::narrowed)
        .containsExactly(tuple("1", false), tuple("{\"price\":1.10}", true));
  }

  @Test
  void plan_broadcastToUsers_postsTheDataAlone() throws Exception {
    table.add("alice", "c1");

    plan(request("{\"users\":[\"alice\"],\"data\":{\"a\":1}}"), null, "a", false);

    assertThat(bucket.text("broadcasts/spring-sale/message")).isEqualTo("{\"a\":1}");
  }

  @Test
  void plan_deadline_isTheSameInEveryInvocation() throws Exception {
    table.add("alice", "c1");

    var limited = plan(request("{\"data\":1,\"ttl_seconds\":60}"), null, "b", false);
    assertThat(plan(request("{\"data\":1}"), null, "a", false).limits().expiresAt()).isNull();
    long now = ConnectionTableRows.NOW.toEpochMilli();
    assertThat(limited.limits().expiresAt()).isEqualTo(now + 60_123);
  }

  @Test
  void plan_rate_isTheRequestsOwnInEveryInvocation() throws Exception {
    for (int i = 0; i < 40; i++) {
      table.add("u" + i, "c" + i);
    }
    table.pages(1);
    var request = request("{\"data\":1,\"rate\":1000000}");

    PlanShardsResult first = plan(request, null, "a", true);
    PlanShardsResult second = plan(request, through(first.cursor()), "b", false);

    assertThat(first.finished()).isFalse();
    assertThat(first.limits().rate()).isEqualTo(1_000_000);
    assertThat(second.finished()).isTrue();
    assertThat(second.limits().rate()).isEqualTo(1_000_000);
    assertThat(plan(request("{\"data\":1}"), null, "c", false).limits().rate()).isNull();
  }

  @Test
  void plan_cancelledOnTheWay_endsWithWhatIsPlannedSoFar() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      table.add("alice", "c" + (1_000 + i));
    }
    table.pages(4);
    bucket.write("broadcasts/spring-sale/cancel", "");
    // A tenth of a second for each page.
    var tenths = new AtomicLong();
    ticker = () -> 100_000_000 * tenths.getAndIncrement();

    PlanShardsResult result = plan(requestTo(Set.of("alice")), null, "first", false);

    assertThat(result.finished()).isTrue();
    assertThat(result.cursor()).isNull();
    var written = result.written();
    assertThat(written.planned()).isBetween(4L, 60L);
    assertThat(bucket.connections(written.prefix())).hasSize((int) written.planned());
  }

  @Test
  void plan_cancelledForWhatEndsAtOnce_isThePlanOfAll() throws Exception {
    table.add("alice", "c1").add("bob", "c2");
    bucket.write("broadcasts/spring-sale/cancel", "");

    var result = plan(request("{\"data\":1}"), null, "first", false);
    assertThat(result.written().planned()).isEqualTo(2);
  }

  @Test
  void plan_pageThatCannotBeRead_failsAndHandsNothingOut() throws Exception {
    table.add("alice", "c1");
    var request = request("{\"users\":[\"alice\"],\"data\":1}");
    var lanes = List.of(new PlanCursor.Lane("none", false));
    var cursor = new PlanCursor("first", 1, lanes, 0, 0);

    assertThatThrownBy(() -> plan(request, cursor, "second", false))
        .hasRootCauseInstanceOf(NumberFormatException.class);
    assertThat(bucket.list("broadcasts/spring-sale/shards/")).isEmpty();
  }

  private PlanShardsResult plan(
      JsonNode request, PlanCursor cursor, String invocation, boolean timeIsUp) throws Exception {
    // Each request is the first with its id.
    bucket.delete("broadcasts/" + ID + "/request.json");
    return new Planner(
            bucket,
            archive,
            table.audiences(),
            new MemoryExecutions().broadcasts(bucket),
            name -> request.toString(),
            Forecasts.of(bucket, 3),
            Runnable::run,
            ticker)
        .plan(new PlanShardsPayload(ID, STARTED_AT, request, cursor), invocation, () -> timeIsUp);
  }

  /** A cursor after its round trip through Step Functions. */
  private static PlanCursor through(PlanCursor cursor) throws Exception {
    return Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(cursor), PlanCursor.class);
  }

  private static JsonNode requestTo(Set<String> users) {
    var request = Json.MAPPER.createObjectNode().put("data", 1);
    users.forEach(request.putArray("users")::add);
    return request;
  }

  private static JsonNode request(String json) throws JsonProcessingException {
    return Json.MAPPER.readTree(json);
  }
}
