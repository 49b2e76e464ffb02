package dev.fanfare.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.channels.ChannelMembers.Member;
import dev.fanfare.channels.MemoryChannelMembers;
import dev.fanfare.config.RecordingLogger;
import dev.fanfare.request.Request;
import dev.fanfare.request.RequestReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageSenderTest {
  private static final long NOW = 1_795_346_400_123L;

  private final List<Request> started = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final MessageSender sender =
      new MessageSender(
          new MemoryChannelMembers().with("news", new Member("zoe", "c1", 1)),
          (request, id, log) -> {
            started.add(RequestReader.read(request));
            ids.add(id);
            return OptionalLong.of(13);
          });

  @Test
  void send_byAMember_startsABroadcastToTheOthers() {
    var message = message("news", "{\"price\":1.10,\"n\":123456789012345678901234567890}");

    assertThat(sender.send(message, new RecordingLogger()))
        .isEqualTo(new MessageSender.Sent(message.id(), OptionalLong.of(13)));
    assertThat(started)
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.audience().channels()).isEqualTo(Set.of("news"));
              assertThat(request.audience().excluded().connections()).isEqualTo(Set.of("c1"));
              // A repeated message has a different time, so its content must not determine the id.
              assertThat(request.id()).isEmpty();
              assertThat(new String(request.message().orElseThrow(), StandardCharsets.UTF_8))
                  .isEqualTo(
                      "{\"type\":\"message\",\"channel\":\"news\","
                          + "\"message\":{\"price\":1.10,\"n\":123456789012345678901234567890},"
                          + "\"from\":\"Zoë \\\"🎉\\\"\",\"connection_id\":\"c1\","
                          + "\"sent_at\":1795346400123,\"id\":\""
                          + message.id()
                          + "\"}");
            });
  }

  @Test
  void send_byANonMember_startsNothing() {
    assertThat(sender.send(message("other", "1"), new RecordingLogger()))
        .isEqualTo(new MessageSender.NotJoined());
    assertThat(started).isEmpty();
  }

  @Test
  void send_messageAtAndAboveTheLimit_isSentAndRefused() {
    int around = message("news", "\"\"").mostBytes();
    int room = 128 * 1024 - around;

    assertThat(sender.send(message("news", '"' + "x".repeat(room) + '"'), new RecordingLogger()))
        .isInstanceOf(MessageSender.Sent.class);
    assertThat(
            sender.send(message("news", '"' + "x".repeat(room + 1) + '"'), new RecordingLogger()))
        .isEqualTo(new MessageSender.TooLarge(128 * 1024 + 1));
    assertThat(started).hasSize(1);
  }

  @Test
  void id_repeatedMessage_isTheSameAndOthersDiffer() {
    var first = new ChannelMessage("news", "\"hi\"", "zoe", "c1", NOW, "r1");
    var again = new ChannelMessage("news", "\"hi\"", "zoe", "c1", NOW + 5_000, "r1");

    assertThat(first.id()).isEqualTo(again.id()).matches("message-[0-9a-f]{32}");
    assertThat(
            List.of(
                first.id(),
                new ChannelMessage("news", "\"hi\"", "zoe", "c1", NOW, "r2").id(),
                new ChannelMessage("news", "\"hi\"", "zoe", "c2", NOW, "r1").id(),
                new ChannelMessage("new", "s\"hi\"", "zoe", "c1", NOW, "r1").id(),
                new ChannelMessage("news", "\"ho\"", "zoe", "c1", NOW, "r1").id()))
        .doesNotHaveDuplicates();
  }

  private static ChannelMessage message(String channel, String json) {
    return new ChannelMessage(channel, json, "Zoë \"🎉\"", "c1", NOW, "r1");
  }
}
