package dev.fanfare.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.archive.ArchivedMessage;
import dev.fanfare.archive.MessageArchive;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.MemoryBucket;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Plans over several invocations: cursors, retries, and ends. */
class PlannerInvocationsTest {
  private final PlannerStage stage = new PlannerStage();

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
          case 0 ->
              PlannerStage.request("{\"channels\":[\"sports\",\"both\",\"news\"],\"data\":1}");
          case 1 ->
              users.isEmpty()
                  ? PlannerStage.request("{\"data\":1}")
                  : PlannerStage.requestTo(users);
          default -> PlannerStage.request("{\"data\":1}");
        };
    var own = new MemoryBucket();
    var planner =
        new Planner(
            own,
            stage.archive,
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
      var payload =
          new PlanShardsPayload(PlannerStage.ID, PlannerStage.STARTED_AT, request, cursor);
      // Some answers are lost and Step Functions calls again, up to a maximum.
      boolean lost = call < 10 && random.nextInt(4) == 0;
      var given = planner.plan(payload, "i" + call, () -> random.nextInt(5) == 0);
      if (!lost) {
        result = given;
        cursor = PlannerStage.through(given.cursor());
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
  void plan_sameCursorTwice_startsANewPlanAndLeavesTheOldOneUnchanged() throws Exception {
    for (int i = 0; i < 40; i++) {
      stage.table.add("u" + i, "c" + i);
    }
    stage.table.pages(2);
    JsonNode request = PlannerStage.request("{\"data\":1}");
    PlanShardsResult first = stage.plan(request, null, "first", true);
    PlanShardsResult second = stage.plan(request, first.cursor(), "second", true);
    List<String> old = stage.bucket.list(first.written().prefix()).toList();

    PlanShardsResult retried = stage.plan(request, first.cursor(), "retry", false);

    assertThat(first.written().prefix()).isEqualTo("broadcasts/spring-sale/shards/first/");
    assertThat(second.written().prefix()).isEqualTo(first.written().prefix());
    assertThat(retried.written().prefix()).isEqualTo("broadcasts/spring-sale/shards/retry/");
    assertThat(retried.written().planned()).isEqualTo(40);
    assertThat(stage.bucket.connections(retried.written().prefix()))
        .extracting(Connection::id)
        .hasSize(40)
        .doesNotHaveDuplicates();
    assertThat(stage.bucket.list(first.written().prefix())).isEqualTo(old);
  }

  @Test
  void plan_firstCallTwice_usesTwoPrefixes() throws Exception {
    stage.table.add("alice", "c1");
    JsonNode request = PlannerStage.request("{\"data\":1}");

    PlanShardsResult lost = stage.plan(request, null, "first", false);
    PlanShardsResult again = stage.plan(request, null, "second", false);

    assertThat(lost.written().prefix()).isNotEqualTo(again.written().prefix());
    assertThat(again.written().planned()).isEqualTo(1);
  }

  @Test
  void plan_severalInvocations_countsTheirConnectionsAndShards() throws Exception {
    for (int i = 0; i < 20; i++) {
      stage.table.add("alice", "c" + (10 + i));
    }
    stage.table.pages(4);
    JsonNode request = PlannerStage.requestTo(Set.of("alice"));

    PlanShardsResult first = stage.plan(request, null, "first", true);
    PlanShardsResult second = stage.plan(request, first.cursor(), "second", false);

    assertThat(first.finished()).isFalse();
    assertThat(first.written().planned()).isEqualTo(4);
    // A full shard of three, and a shard of one that the end of the invocation cut short.
    assertThat(first.written().shards()).isEqualTo(2);
    assertThat(first.cursor().lanes()).containsExactly(new PlanCursor.Lane("0 c13", false));
    assertThat(second.finished()).isTrue();
    assertThat(second.cursor()).isNull();
    assertThat(second.written().planned()).isEqualTo(20);
    assertThat(second.written().shards()).isEqualTo(2 + 6);
    assertThat(stage.bucket.list(second.written().prefix())).hasSize(8);
  }

  @Test
  void plan_broadcast_isArchivedOnceDespiteRetries() throws Exception {
    stage.table.add("alice", "c1").add("bob", "c2").pages(1);
    var request = PlannerStage.request("{\"data\":{ \"price\": 1.10 }}");

    var first = stage.plan(request, null, "a", true);
    stage.plan(request, null, "b", true);
    stage.plan(request, PlannerStage.through(first.cursor()), "c", false);

    var startedAt = ConnectionTableRows.NOW.toEpochMilli() + 123;
    assertThat(stage.archive.messages(MessageArchive.BROADCASTS))
        .containsExactly(new ArchivedMessage(1, PlannerStage.ID, startedAt, "{\"price\":1.10}"));
  }

  @Test
  void plan_deadline_isTheSameInEveryInvocation() throws Exception {
    stage.table.add("alice", "c1");

    assertThat(
            stage.plan(PlannerStage.request("{\"data\":1}"), null, "a", false).limits().expiresAt())
        .isNull();
    assertThat(
            stage
                .plan(PlannerStage.request("{\"data\":1,\"ttl_seconds\":60}"), null, "b", false)
                .limits()
                .expiresAt())
        .isEqualTo(ConnectionTableRows.NOW.toEpochMilli() + 60_123);
  }

  @Test
  void plan_rate_isTheRequestsInEveryInvocation() throws Exception {
    for (int i = 0; i < 40; i++) {
      stage.table.add("u" + i, "c" + i);
    }
    stage.table.pages(1);
    var request = PlannerStage.request("{\"data\":1,\"rate\":1000000}");

    PlanShardsResult first = stage.plan(request, null, "a", true);
    PlanShardsResult second = stage.plan(request, PlannerStage.through(first.cursor()), "b", false);

    assertThat(first.finished()).isFalse();
    assertThat(first.limits().rate()).isEqualTo(1_000_000);
    assertThat(second.finished()).isTrue();
    assertThat(second.limits().rate()).isEqualTo(1_000_000);
    assertThat(stage.plan(PlannerStage.request("{\"data\":1}"), null, "c", false).limits().rate())
        .isNull();
  }

  @Test
  void plan_cancelledWhilePlanning_endsWithThePartPlannedSoFar() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      stage.table.add("alice", "c" + (1_000 + i));
    }
    stage.table.pages(4);
    stage.bucket.write("broadcasts/spring-sale/cancel", "");
    // A tenth of a second for each page.
    var tenths = new AtomicLong();
    stage.ticker = () -> 100_000_000 * tenths.getAndIncrement();

    PlanShardsResult result =
        stage.plan(PlannerStage.requestTo(Set.of("alice")), null, "first", false);

    assertThat(result.finished()).isTrue();
    assertThat(result.cursor()).isNull();
    assertThat(result.written().planned()).isBetween(4L, 60L);
    assertThat(stage.bucket.connections(result.written().prefix()))
        .hasSize((int) result.written().planned());
  }

  @Test
  void plan_cancelledShortPlan_isComplete() throws Exception {
    stage.table.add("alice", "c1").add("bob", "c2");
    stage.bucket.write("broadcasts/spring-sale/cancel", "");

    assertThat(
            stage
                .plan(PlannerStage.request("{\"data\":1}"), null, "first", false)
                .written()
                .planned())
        .isEqualTo(2);
  }

  @Test
  void plan_unreadablePage_failsWithoutAResult() throws Exception {
    stage.table.add("alice", "c1");
    var request = PlannerStage.request("{\"users\":[\"alice\"],\"data\":1}");
    var lanes = List.of(new PlanCursor.Lane("none", false));
    var cursor = new PlanCursor("first", 1, lanes, 0, 0);

    assertThatThrownBy(() -> stage.plan(request, cursor, "second", false))
        .hasRootCauseInstanceOf(NumberFormatException.class);
    assertThat(stage.bucket.list("broadcasts/spring-sale/shards/")).isEmpty();
  }
}
