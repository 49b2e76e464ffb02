package dev.fanfare.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.ChannelPatterns;
import dev.fanfare.broadcast.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceNoticesTest {
  private static final Connection ALICE = new Connection("c=", "alice \"A\"", 1_000);

  private final List<String> sent = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private final PresenceNotices notices =
      new PresenceNotices(new ChannelPatterns(List.of("lobby", "room-*")), sent::add);

  @Test
  void joined_channelThatWantsNotices_isABroadcastToItWithoutTheOriginator() {
    notices.joined(ALICE, List.of("lobby"), 5_000, log::add);

    assertThat(sent)
        .containsExactly(
            """
            {"channels":["lobby"],"exclude_connections":["c="],"data":{"type":"presence",\
            "event":"joined","channel":"lobby","user_id":"alice \\"A\\"","connection_id":"c=",\
            "at":5000}}""");
  }

  @Test
  void left_severalChannels_tellsThoseThatAPatternCovers() {
    notices.left(ALICE, List.of("lobby2", "room-", "room-7", "my room-7"), 5_000, log::add);

    assertThat(sent).hasSize(2).allMatch(request -> request.contains("\"event\":\"left\""));
    assertThat(sent.get(0)).contains("\"channels\":[\"room-\"]");
    assertThat(sent.get(1)).contains("\"channels\":[\"room-7\"]");
  }

  @Test
  void joined_noPatterns_tellsNobody() {
    new PresenceNotices(new ChannelPatterns(List.of()), sent::add)
        .joined(ALICE, List.of("default"), 5_000, log::add);

    assertThat(sent).isEmpty();
  }

  @Test
  void left_queueFails_isLoggedAndTheOthersAreTold() {
    BroadcastQueue failsFirst =
        request -> {
          if (sent.isEmpty() && log.isEmpty()) {
            throw new IllegalStateException("throttled");
          }
          sent.add(request);
        };

    new PresenceNotices(new ChannelPatterns(List.of("*")), failsFirst)
        .left(ALICE, List.of("a", "b"), 5_000, log::add);

    assertThat(log)
        .containsExactly("WARN notice not sent: java.lang.IllegalStateException: throttled");
    assertThat(sent).singleElement().asString().contains("\"channels\":[\"b\"]");
  }
}
