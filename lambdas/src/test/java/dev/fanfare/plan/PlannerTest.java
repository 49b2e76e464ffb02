package dev.fanfare.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fanfare.archive.ArchivedMessage;
import dev.fanfare.broadcast.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a plan contains: the audience that a request asks for, and its message. */
class PlannerTest {
  private final PlannerStage stage = new PlannerStage();

  @Test
  void plan_excludedListedUsers_areNotLookedUp() throws Exception {
    stage.table.add("ann", "c1").add("ben", "c2");

    PlanShardsResult result =
        stage.plan(
            PlannerStage.request(
                "{\"users\":[\"ann\",\"ben\"],\"exclude_users\":[\"ann\"],\"data\":1}"),
            null,
            "i",
            false);

    assertThat(stage.bucket.connections(result.written().prefix()))
        .extracting(Connection::id)
        .containsExactly("c2");
    assertThat(stage.table.queries()).isEqualTo(1);
  }

  @Test
  void plan_allListedUsersExcluded_isAnEmptyPlan() throws Exception {
    stage.table.add("ann", "c1").add("ben", "c2");

    PlanShardsResult result =
        stage.plan(
            PlannerStage.request("{\"users\":[\"ann\"],\"exclude_users\":[\"ann\"],\"data\":1}"),
            null,
            "i",
            false);

    assertThat(result.finished()).isTrue();
    assertThat(result.written().planned()).isZero();
    assertThat(stage.table.queries()).isZero();
  }

  @Test
  void plan_duplicatesAndExclusions_planTheOthersOnceEach() throws Exception {
    stage.table.add("alice", "c1").add("alice", "c2").add("bob", "c3").add("carol", "c4");

    PlanShardsResult result =
        stage.plan(
            PlannerStage.request(
                """
                {"users": ["alice", "bob", "alice"], "exclude_users": ["bob", "bob", "nobody"],
                 "exclude_connections": ["c2"], "data": 1}
                """),
            null,
            "first",
            false);

    assertThat(stage.bucket.connections(result.written().prefix()))
        .extracting(Connection::id)
        .containsExactly("c1");
  }

  @Test
  void plan_percentAndFilter_applyAfterTheExclusions() throws Exception {
    for (int i = 0; i < 2_000; i++) {
      stage.table.add("u" + i, "c" + i);
    }

    PlanShardsResult tenth =
        stage.plan(PlannerStage.request("{\"percent\":10,\"data\":1}"), null, "a", false);
    PlanShardsResult some =
        stage.plan(
            PlannerStage.request(
                "{\"percent\":10,\"filter\":\"begins_with(user_id, 'u1')\",\"data\":1}"),
            null,
            "b",
            false);

    assertThat(tenth.written().planned()).isBetween(140L, 260L);
    assertThat(stage.bucket.connections(some.written().prefix()))
        .isNotEmpty()
        .allMatch(connection -> connection.userId().startsWith("u1"))
        .isSubsetOf(stage.bucket.connections(tenth.written().prefix()));
  }

  @Test
  void plan_consecutiveWaves_containEachConnectionOnce() throws Exception {
    for (int i = 0; i < 500; i++) {
      stage.table.add("u" + i, "c" + i);
    }

    var planned = new ArrayList<Connection>();
    for (String wave :
        List.of(
            "\"percent\":5",
            "\"percent_from\":5,\"percent\":20",
            "\"percent_from\":20,\"percent\":100")) {
      PlanShardsResult result =
          stage.plan(
              PlannerStage.request("{" + wave + ",\"data\":1}"), null, "wave " + wave, false);
      planned.addAll(stage.bucket.connections(result.written().prefix()));
    }

    assertThat(planned).hasSize(500).doesNotHaveDuplicates();
  }

  @Test
  void plan_everyoneExcluded_isAnEmptyPlan() throws Exception {
    stage.table.add("alice", "c1");

    PlanShardsResult result =
        stage.plan(
            PlannerStage.request("{\"exclude_users\":[\"alice\"],\"data\":1}"),
            null,
            "first",
            false);

    assertThat(result.finished()).isTrue();
    assertThat(result.written().planned()).isZero();
    assertThat(result.written().shards()).isZero();
    assertThat(stage.bucket.list(result.written().prefix())).isEmpty();
  }

  @Test
  void plan_broadcastToAChannel_postsThePositionAndArchivesOnlyTheData() throws Exception {
    stage.table.add("alice", "c1").join("news", "c1");
    stage.archive.append("news", "earlier", "1", ConnectionTableRows.NOW);
    var request =
        PlannerStage.request("{\"channels\":[\"news\"],\"percent\":100,\"data\":{\"price\":1.10}}");

    stage.plan(request, null, "a", false);
    stage.plan(request, null, "b", false);

    assertThat(stage.bucket.text("broadcasts/spring-sale/message"))
        .isEqualTo("{\"price\":1.10,\"channel\":\"news\",\"position\":2}");
    assertThat(stage.archive.messages("news"))
        .extracting(ArchivedMessage::message, ArchivedMessage::narrowed)
        .containsExactly(tuple("1", false), tuple("{\"price\":1.10}", true));
  }

  @Test
  void plan_broadcastToUsers_postsOnlyTheData() throws Exception {
    stage.table.add("alice", "c1");

    stage.plan(
        PlannerStage.request("{\"users\":[\"alice\"],\"data\":{\"a\":1}}"), null, "a", false);

    assertThat(stage.bucket.text("broadcasts/spring-sale/message")).isEqualTo("{\"a\":1}");
  }
}
