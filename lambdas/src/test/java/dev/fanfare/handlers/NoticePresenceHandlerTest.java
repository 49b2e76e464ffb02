package dev.fanfare.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import dev.fanfare.channels.ChannelPatterns;
import dev.fanfare.channels.presence.BroadcastQueue;
import dev.fanfare.channels.presence.PresenceNotices;
import dev.fanfare.channels.presence.PresenceStream;
import dev.fanfare.config.LambdaRuntime;
import dev.fanfare.config.SampleEvents;
import dev.fanfare.config.TestContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticePresenceHandlerTest {
  private final List<String> sent = new ArrayList<>();
  private final TestContext context = TestContext.ofInvocation("i");

  @Test
  void handleRequest_joinsAndDepartures_areSentToTheQueue() throws IOException {
    call("join-and-leave", sent::addAll);

    assertThat(sent)
        .containsExactly(
            """
            {"channels":["room-1"],"priority":"low","data":{"type":"presence",\
            "channel":"room-1","events":[\
            {"event":"joined","user_id":"alice","connection_id":"BFaT_fALIAMCKug=",\
            "at":1795334400123},\
            {"event":"left","user_id":"bob","connection_id":"L0SM9cOFvHcCIhw=",\
            "at":1795334401000}]}}""");
    assertThat(context.log()).containsExactly("[DEBUG] 2 changes, 1 notices");
  }

  /** Lambda delivers the batch again. */
  @Test
  void handleRequest_queueFails_fails() {
    BroadcastQueue failing =
        requests -> {
          throw new IllegalStateException("throttled");
        };

    assertThatThrownBy(() -> call("join-and-leave", failing)).hasMessage("throttled");
  }

  private void call(String sample, BroadcastQueue queue) throws IOException {
    var notices = new PresenceNotices(new ChannelPatterns(List.of("room-*")));
    LambdaRuntime.call(
        new NoticePresenceHandler(new PresenceStream(notices, queue)),
        DynamodbEvent.class,
        Void.class,
        SampleEvents.read("NoticePresence", sample),
        context);
  }
}
