package dev.fanfare.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.BroadcastPath;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.push.permits.ClientBacklog;
import dev.fanfare.tables.DirectSummary;
import dev.fanfare.text.Json;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which requests are posted directly, and which become executions. */
class DirectBroadcastsTest {
  private static final byte[] FROM_A_CLIENT =
      new String(DirectStage.REQUEST, UTF_8)
          .replace("{\"id", "{\"priority\":\"low\",\"id")
          .getBytes(UTF_8);

  private final DirectStage stage = new DirectStage();

  @Test
  void take_smallChannel_isPostedWithItsPositionWithoutAnExecution() throws Exception {
    assertThat(stage.take()).isEqualTo(DirectStatus.POSTED);

    assertThat(stage.posted).containsExactly("{\"a\":1,\"channel\":\"news\",\"position\":1}");
    assertThat(stage.wholes).isEmpty();
    assertThat(stage.named).isEmpty();
    assertThat(stage.bucket.list("")).isEmpty();
    JsonNode report = Json.MAPPER.readTree(stage.file("report.json"));
    assertThat(report.path("path").asText()).isEqualTo("direct");
    assertThat(report.path("planned").asInt()).isEqualTo(3);
    assertThat(report.path("outcomes").path("delivered").asInt()).isEqualTo(3);
    assertThat(report.path("complete").asBoolean()).isTrue();
    assertThat(stage.file("request.json")).isEqualTo(new String(DirectStage.REQUEST, UTF_8));
    assertThat(stage.listed).extracting(DirectSummary::id).containsExactly(DirectStage.ID);
    assertThat(stage.log.lines()).anyMatch(line -> line.contains("\"path\":\"direct\""));
  }

  @Test
  void take_repeatedRequest_isKnownAndPostsNothing() {
    stage.take();
    stage.now = DirectStage.NOW.plusSeconds(3600);

    assertThat(stage.take()).isEqualTo(DirectStatus.DUPLICATE);
    assertThat(stage.posted).hasSize(1);
  }

  @Test
  void take_whileAnotherCallPosts_postsNothing() {
    stage.archive.put("news", DirectStage.ID, "{\"a\":1}", DirectStage.NOW.minusSeconds(29), false);

    assertThat(stage.take()).isEqualTo(DirectStatus.IN_PROGRESS);
    assertThat(stage.posted).isEmpty();
  }

  @Test
  void take_afterACrashedCall_postsWithTheSamePosition() {
    stage.archive.put("news", DirectStage.ID, "{\"a\":1}", DirectStage.NOW.minusSeconds(30), false);
    stage.archive.put("news", "next", "2", DirectStage.NOW, false);

    assertThat(stage.take()).isEqualTo(DirectStatus.POSTED);
    assertThat(stage.posted).containsExactly("{\"a\":1,\"channel\":\"news\",\"position\":1}");
  }

  @Test
  void take_moreThanTheLimit_startsANormalExecution() {
    stage.members = DirectStage.connections(6);

    assertThat(stage.take()).isEqualTo(DirectStatus.STARTED);
    assertThat(stage.posted).isEmpty();
    assertThat(stage.wholes).containsEntry(DirectStage.ID, new String(DirectStage.REQUEST, UTF_8));
    assertThat(stage.paths).containsEntry(DirectStage.ID, BroadcastPath.EXECUTION);
    stage.members = DirectStage.connections(1);
    stage.now = DirectStage.NOW.plusSeconds(3600);
    assertThat(stage.take()).isEqualTo(DirectStatus.DUPLICATE);
    assertThat(stage.posted).isEmpty();
  }

  @Test
  void take_limitOfZero_startsAnExecutionAndArchivesNothing() {
    stage.limit = 0;

    assertThat(stage.take()).isEqualTo(DirectStatus.STARTED);
    assertThat(stage.wholes).containsOnlyKeys(DirectStage.ID);
    assertThat(stage.archive.messages("news")).isEmpty();
  }

  @Test
  void take_membersCannotBeRead_startsAnExecution() {
    stage.members = null;

    assertThat(stage.take()).isEqualTo(DirectStatus.STARTED);
    assertThat(stage.wholes).containsOnlyKeys(DirectStage.ID);
  }

  @Test
  void take_noMembers_postsNothing() {
    stage.members = List.of();

    assertThat(stage.take()).isEqualTo(DirectStatus.POSTED);
    assertThat(stage.posted).isEmpty();
    assertThat(stage.listed).singleElement().extracting(DirectSummary::planned).isEqualTo(0L);
  }

  @Test
  void take_pushFails_handsOverAllConnections() throws Exception {
    stage.push =
        (message, connections, priority, longest, log) -> {
          throw new IllegalStateException("no keys");
        };

    assertThat(stage.take()).isEqualTo(DirectStatus.STARTED);
    assertThat(stage.bucket.connections("broadcasts/m1/missed/0/")).isEqualTo(stage.members);
    assertThat(stage.log.lines())
        .first()
        .asString()
        .startsWith("[WARN] broadcast m1: posting directly");
  }

  @Test
  void take_manyLongNames_storesTheFilesInTheBucket() {
    var random = new Random(7);
    stage.members =
        IntStream.range(0, 400)
            .mapToObj(
                i ->
                    new Connection(
                        "c" + random.nextLong(), "u" + random.nextLong() + random.nextLong(), 1))
            .toList();
    stage.limit = 500;

    assertThat(stage.take()).isEqualTo(DirectStatus.POSTED);
    assertThat(stage.packed.get(DirectStage.ID)).isNull();
    assertThat(stage.bucket.list("broadcasts/m1/"))
        .containsExactly(
            "broadcasts/m1/message",
            "broadcasts/m1/report.json",
            "broadcasts/m1/request.json",
            "broadcasts/m1/rounds/0.json",
            "broadcasts/m1/shards/direct/00000.jsonl");
  }

  @Test
  void take_tooManyPendingClientPosts_isRefusedAndStoresNothing() {
    var backlog = mock(ClientBacklog.class);
    when(backlog.book(anyLong(), any())).thenReturn(Duration.ofMillis(700));
    stage.bookings = new Bookings(backlog, 5, Duration.ZERO, millis -> {});
    stage.request = FROM_A_CLIENT;

    assertThatThrownBy(stage::take)
        .isInstanceOf(BusyException.class)
        .hasMessage("too many posts of clients are pending: try again in 700 ms");

    assertThat(stage.archive.head("news")).isZero();
    assertThat(stage.posted).isEmpty();
    assertThat(stage.wholes).isEmpty();
    stage.request = DirectStage.REQUEST;
    assertThat(stage.take()).as("an operator's").isEqualTo(DirectStatus.POSTED);
  }
}
