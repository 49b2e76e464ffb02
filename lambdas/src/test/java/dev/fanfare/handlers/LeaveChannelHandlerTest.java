package dev.fanfare.handlers;

import static dev.fanfare.sockets.Actions.ALICE;
import static dev.fanfare.sockets.Actions.CONNECTION_ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.channels.MemoryConnectionChannels;
import dev.fanfare.sockets.Actions;
import dev.fanfare.sockets.actions.LeaveAction;
import org.junit.jupiter.api.Test;

class LeaveChannelHandlerTest {
  private final Actions actions = new Actions();
  private final MemoryConnectionChannels channels =
      new MemoryConnectionChannels().with(CONNECTION_ID, "news", "sports");
  private final LeaveChannelHandler handler =
      new LeaveChannelHandler(actions.route(new LeaveAction(channels)));

  @Test
  void handleRequest_member_leavesThisChannel() {
    assertThat(call("channel"))
        .isEqualTo(
            "{\"type\":\"left\",\"channel\":\"news\",\"connection_id\":\"BFaT_fALIAMCKug=\"}");

    assertThat(channels.of(ALICE)).containsExactly("sports");
  }

  @Test
  void handleRequest_notAMember_isRefused() {
    call("channel");

    assertThat(call("channel"))
        .isEqualTo(
            "{\"type\":\"error\",\"action\":\"leavechannel\",\"error\":\"not_joined\","
                + "\"message\":\"channel is \\\"news\\\": must be one that this connection is in\"}");
  }

  @Test
  void handleRequest_channelNotAString_isRefused() {
    assertThat(call("not-a-text")).contains("\"message\":\"channel is 7: must be a string\"");
  }

  private String call(String sample) {
    return Actions.body(handler, "LeaveChannel", sample);
  }
}
