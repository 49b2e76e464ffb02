package dev.fanfare.channels.presence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.channels.ChannelPatterns;
import dev.fanfare.channels.presence.PresenceNotices.Change;
import dev.fanfare.request.RequestReader;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PresenceNoticesTest {
  private final PresenceNotices notices =
      new PresenceNotices(new ChannelPatterns(List.of("lobby", "room-*")));

  @Test
  void requests_oneJoin_isABroadcastToTheChannelWithoutTheOriginator() {
    assertThat(notices.requests(List.of(change("lobby", "c=", true))))
        .containsExactly(
            """
            {"channels":["lobby"],"exclude_connections":["c="],"priority":"low","data":{"type":"presence",\
            "channel":"lobby","events":[{"event":"joined","user_id":"alice \\"A\\"",\
            "connection_id":"c=","at":5000}]}}""");
  }

  @Test
  void requests_severalChanges_areOneNoticeForEachChannel() {
    var requests =
        notices.requests(
            List.of(
                change("lobby", "a=", true),
                change("room-7", "a=", true),
                change("lobby", "b=", false)));

    assertThat(requests).hasSize(2);
    assertThat(requests.get(0))
        .startsWith("{\"channels\":[\"lobby\"],\"priority\":\"low\",\"data\":")
        .contains("\"connection_id\":\"a=\"", "\"event\":\"left\"");
    assertThat(requests.get(1)).startsWith("{\"channels\":[\"room-7\"],\"exclude");
  }

  @Test
  void requests_channelsWithoutAPattern_getNoNotice() {
    assertThat(
            notices.requests(
                List.of(change("lobby2", "a=", true), change("my room-7", "a=", true))))
        .isEmpty();
    assertThat(
            new PresenceNotices(new ChannelPatterns(List.of()))
                .requests(List.of(change("default", "a=", true))))
        .isEmpty();
  }

  /** Twenty channels and five reconnects used to cause 200 broadcasts. */
  @Test
  void requests_clientThatJoinsAndLeaves_causesNoNotice() {
    var changes = new ArrayList<Change>();
    for (int i = 0; i < 5; i++) {
      for (boolean isJoin : new boolean[] {true, false}) {
        String connection = "c" + i;
        IntStream.range(0, 20)
            .forEach(room -> changes.add(change("room-" + room, connection, isJoin)));
      }
    }

    assertThat(notices.requests(changes)).isEmpty();
  }

  /** Property: a reader of the notices knows the members, and gets no superfluous notice. */
  @Property(tries = 200)
  void requests_anyChanges_leadFromTheOldMembersToTheNewOnes(@ForAll long seed) throws IOException {
    var random = new Random(seed);
    var members = new HashSet<String>();
    IntStream.range(0, 4).filter(i -> random.nextBoolean()).forEach(i -> members.add("c" + i));
    var replayed = new HashSet<>(members);
    var changes = new ArrayList<Change>();
    for (int i = random.nextInt(30); i > 0; i--) {
      String connection = "c" + random.nextInt(4);
      boolean isJoin = members.add(connection);
      if (!isJoin) {
        members.remove(connection);
      }
      changes.add(change("lobby", connection, isJoin));
    }

    List<String> requests = notices.requests(changes);

    assertThat(requests).hasSizeLessThanOrEqualTo(1);
    for (String request : requests) {
      apply(Json.MAPPER.readTree(request).at("/data/events"), replayed);
    }
    assertThat(replayed).isEqualTo(members);
  }

  private static void apply(JsonNode events, Set<String> replayed) {
    for (JsonNode event : events) {
      String connection = event.path("connection_id").asText();
      boolean isNews =
          event.path("event").asText().equals("joined")
              ? replayed.add(connection)
              : replayed.remove(connection);
      assertThat(isNews).isTrue();
    }
  }

  /** Even with the longest user ids, fully escaped, each notice is a valid request. */
  @Test
  void requests_manyChanges_areSplitIntoShortNotices() {
    String user = "\u0001".repeat(128);
    var changes =
        IntStream.range(0, 250)
            .mapToObj(i -> new Change("lobby", "BFaT_fALIA" + i + "MCKug=", user, true, 5_000))
            .toList();

    List<String> requests = notices.requests(changes);

    assertThat(requests).hasSize(3);
    for (String request : requests) {
      byte[] json = request.getBytes(StandardCharsets.UTF_8);
      assertThat(json.length).isLessThan(AwsLimits.QUEUE_MESSAGE_BYTES / 10);
      assertThat(RequestReader.read(json).message()).isPresent();
    }
  }

  private static Change change(String channel, String connectionId, boolean isJoin) {
    return new Change(channel, connectionId, "alice \"A\"", isJoin, 5_000);
  }
}
