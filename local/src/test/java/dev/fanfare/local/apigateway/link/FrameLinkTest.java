package dev.fanfare.local.apigateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FrameLinkTest {
  private static final List<Frame> FRAMES =
      List.of(
          new Frame.Ready(),
          new Frame.Handshake(
              1, "127.0.0.1", "/prod?user_id=%C3%A9", List.of("Host", "a", "X", "")),
          new Frame.Accept(1L << 40, ""),
          new Frame.Refuse(3, 429, "{\"message\":\"é\"}"),
          new Frame.Written(-1, "WRITTEN"),
          new Frame.Active(0),
          new Frame.Message(5, "é\n\u0000" + "x".repeat(131_072)),
          new Frame.Ended(6, "VANISHED", 1006, ""),
          new Frame.Close(7, 1001, "Going away"));

  @Test
  void frames_ofEveryKind_arriveUnchangedAndTheEndIsReportedOnce() throws IOException {
    var received = new CopyOnWriteArrayList<Frame>();
    var ends = new AtomicInteger();
    var pipe = new PipedInputStream(1 << 20);
    var sender =
        new FrameLink("sender", InputStream.nullInputStream(), new PipedOutputStream(pipe));
    var receiver = new FrameLink("receiver", pipe, OutputStream.nullOutputStream());
    FRAMES.forEach(sender::send);
    sender.send(new Frame.Post(8, 9, "m".getBytes(StandardCharsets.UTF_8)));

    receiver.start(received::add, ends::incrementAndGet);
    sender.start(frame -> {}, () -> {});

    await().until(() -> ends.get() == 1);
    assertThat(received.subList(0, FRAMES.size())).isEqualTo(FRAMES);
    var post = (Frame.Post) received.get(FRAMES.size());
    assertThat(post.socket()).isEqualTo(8);
    assertThat(post.number()).isEqualTo(9);
    assertThat(post.message()).asString(StandardCharsets.UTF_8).isEqualTo("m");
  }

  @Test
  void bytes_invalidFrame_endTheLink() {
    var ends = new AtomicInteger();
    var garbage = new ByteArrayInputStream(new byte[] {99, 1, 2});
    var out = new ByteArrayOutputStream();

    new FrameLink("receiver", garbage, out).start(frame -> {}, ends::incrementAndGet);

    await().until(() -> ends.get() == 1);
    assertThat(out.size()).isZero();
  }
}
