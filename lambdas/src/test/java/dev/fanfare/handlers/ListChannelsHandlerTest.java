package dev.fanfare.handlers;

import static dev.fanfare.sockets.Actions.CONNECTION_ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.channels.MemoryConnectionChannels;
import dev.fanfare.sockets.Actions;
import dev.fanfare.sockets.actions.ListChannelsAction;
import org.junit.jupiter.api.Test;

class ListChannelsHandlerTest {
  private final Actions actions = new Actions();

  @Test
  void handleRequest_member_getsItsChannelsByName() {
    assertThat(call(new MemoryConnectionChannels().with(CONNECTION_ID, "sports", "news"), "own"))
        .isEqualTo(
            "{\"type\":\"channels\",\"connection_id\":\"BFaT_fALIAMCKug=\","
                + "\"channels\":[\"news\",\"sports\"]}");
  }

  @Test
  void handleRequest_noChannels_getsAnEmptyList() {
    assertThat(call(new MemoryConnectionChannels(), "own")).contains("\"channels\":[]");
  }

  @Test
  void handleRequest_anotherUsersChannels_isRefused() {
    assertThat(call(new MemoryConnectionChannels(), "unknown-field"))
        .contains("\\\"user_id\\\" is an unknown field: known fields are action, request_id");
  }

  private String call(MemoryConnectionChannels channels, String sample) {
    var handler = new ListChannelsHandler(actions.route(new ListChannelsAction(channels)));
    return Actions.body(handler, "ListChannels", sample);
  }
}
