package dev.fanfare.push.transport.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.push.transport.PostResult;
import dev.fanfare.push.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Posts as HTTP/2 streams, each independent of the others. */
class Http2ContractIT {
  private static final byte[] MESSAGE = new byte[1_000];

  /**
   * Larger than the window of a stream and of a connection, so that an early answer arrives before
   * the body is sent.
   */
  private static final byte[] LARGE = new byte[128 * 1024];

  private final Http2Server server = Http2Server.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private Transport open(Terms terms) {
    return TransportKind.HTTP2.open(server.endpoint(), terms);
  }

  @ParameterizedTest
  @EnumSource
  void post_anyScript_isAnsweredLikeItsNeighbours(Http2Script script) {
    server.script("scripted", script.reply());
    for (byte[] message : List.of(MESSAGE, LARGE)) {
      try (var transport = open(Terms.patient(1))) {
        List<PostResult> answers =
            Conversation.holdThen(
                transport.prepare(message), List.of("left", "scripted", "right"), "after");

        assertThat(answers.get(1).kind()).as(answers.toString()).isEqualTo(script.kind());
        assertThat(List.of(answers.get(0), answers.get(2), answers.get(3)))
            .containsOnly(PostResult.ACCEPTED);
      }
    }
    assertThat(server.requests()).as("one request a post").hasSize(8);
    assertThat(server.connections())
        .as("an error of one stream does not affect its connection")
        .isEqualTo(2);
  }

  @Test
  void post_anyMessage_isOneSignedRequest() {
    byte[] message = new byte[LARGE.length];
    new Random(3).nextBytes(message);
    try (var transport = open(Terms.patient(1))) {
      assertThat(Conversation.hold(transport.prepare(message), List.of("L0SM9cOFvHcCIhw="), 1))
          .containsExactly(PostResult.ACCEPTED);
    }

    assertThat(server.requests()).hasSize(1);
    ReceivedRequest request = server.requests().get(0);
    assertThat(request.line()).isEqualTo("POST /prod/%40connections/L0SM9cOFvHcCIhw%3D HTTP/2");
    assertThat(request.header("Host")).containsExactly(server.endpoint().getAuthority());
    assertThat(request.body()).isEqualTo(message);
    assertThat(request.header("X-Amz-Security-Token")).containsExactly(TransportKind.SESSION_TOKEN);
    var signatures =
        SignatureCheck.of(
            request, TransportKind.ACCESS_KEY, TransportKind.SECRET_KEY, TransportKind.REGION);
    assertThat(signatures.borne()).isEqualTo(signatures.due());
  }

  @Test
  void post_endlessResponse_failsInTimeAndIsCancelled() {
    server.script("nothing", stream -> {});
    server.script("head", stream -> stream.head("200", false));
    server.script(
        "half",
        stream -> {
          stream.head("200", false);
          stream.data("{", false);
        });
    var timeout = Duration.ofMillis(800);
    try (var transport = open(Terms.hasty(1, timeout))) {
      var poster = transport.prepare(LARGE);
      Conversation.hold(poster, List.of("warm-up"), 1);
      long began = System.nanoTime();

      var answers =
          Conversation.holdThen(poster, List.of("nothing", "head", "half", "quick"), "after");

      assertThat(answers.subList(0, 3)).allMatch(one -> one.kind() == PostResult.Kind.FAILED);
      assertThat(answers.subList(3, 5)).containsOnly(PostResult.ACCEPTED);
      // The post's own timeout ends it, not a later one. The extra five seconds are for a busy
      // machine.
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(timeout.minusMillis(50), timeout.plusSeconds(5));
      assertThat(server.requests()).hasSize(6);
    }
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void post_streamWithoutWindow_failsWhenTheWriteTimesOut() {
    server.withholdWindow("stuck");
    var timeout = Duration.ofMillis(700);
    try (var transport = open(Terms.patient(1).withWrite(timeout))) {
      long began = System.nanoTime();

      var answers = Conversation.hold(transport.prepare(LARGE), List.of("stuck"), 1);

      assertThat(answers.get(0).kind()).isEqualTo(PostResult.Kind.FAILED);
      // The post's own timeout ends it, not a later one. The extra five seconds are for a busy
      // machine.
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(timeout.plusSeconds(5));
      // The stuck post never returns its part of the connection's window, so little is left.
      assertThat(Conversation.hold(transport.prepare(new byte[1]), List.of("after"), 1)).hasSize(1);
    }
  }

  @Test
  void posts_randomMixOfAllScripts_eachGetsItsOwnResponse() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    Http2Script[] all = Http2Script.values();
    var scripts = Stream.generate(() -> all[random.nextInt(all.length)]).limit(300).toList();
    List<String> ids = new ArrayList<>();
    for (Http2Script script : scripts) {
      ids.add(script + "-" + ids.size());
      server.script(ids.get(ids.size() - 1), script.reply());
    }
    try (var transport = open(Terms.patient(2))) {
      List<PostResult> answers = Conversation.hold(transport.prepare(new byte[20_000]), ids, 30);

      IntStream.range(0, 300)
          .forEach(
              i ->
                  assertThat(answers.get(i).kind())
                      .as("%s of seed %d: %s", ids.get(i), seed, answers.get(i))
                      .isEqualTo(scripts.get(i).kind()));
    }
    assertThat(server.requests())
        .extracting(ReceivedRequest::id)
        .hasSize(300)
        .doesNotHaveDuplicates();
  }
}
