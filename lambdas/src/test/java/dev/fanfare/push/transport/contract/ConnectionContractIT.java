package dev.fanfare.push.transport.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.push.transport.PostResult;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections: reused, limited in number, lost, and reopened. */
class ConnectionContractIT {
  private static final byte[] MESSAGE = new byte[1_000];

  @ParameterizedTest
  @EnumSource
  void posts_oneAfterAnother_useOneConnection(TransportKind kind) {
    try (var server = ScriptedServer.start(kind.tls());
        var transport = kind.open(server.endpoint(), Terms.patient(1))) {
      // Two messages, because a broadcast must reuse the open connections of the previous one.
      assertThat(Conversation.hold(transport.prepare(MESSAGE), ids(30), 1))
          .containsOnly(PostResult.ACCEPTED);
      assertThat(Conversation.hold(transport.prepare(new byte[1]), ids(30), 1))
          .containsOnly(PostResult.ACCEPTED);

      assertThat(server.requests()).hasSize(60);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void posts_moreThanConnections_waitForAFreeOne(TransportKind kind) {
    try (var server = ScriptedServer.start(kind.tls());
        var transport = kind.open(server.endpoint(), Terms.patient(4))) {
      assertThat(Conversation.hold(transport.prepare(MESSAGE), ids(200), 40))
          .containsOnly(PostResult.ACCEPTED);

      assertThat(server.requests()).hasSize(200);
      assertThat(server.mostConnections()).isLessThanOrEqualTo(4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void post_connectionClosedWhileIdle_usesAnother(TransportKind kind) {
    var noticed = new AtomicBoolean();
    try (var server = ScriptedServer.start(kind.tls());
        var transport = kind.open(server.endpoint(), Terms.patient(1))) {
      server.script(
          "first",
          Reply.status(200)
              .then(Exchange::closeOutput)
              .then(Reply.silence())
              .then(exchange -> noticed.set(true)));

      var answers =
          Conversation.holdThen(
              transport.prepare(MESSAGE), List.of("first"), noticed::get, "second");

      assertThat(answers).containsOnly(PostResult.ACCEPTED);
      assertThat(server.requests()).hasSize(2);
    }
  }

  /** Whether a request still gets through is a race, but the reported result must be true. */
  @ParameterizedTest
  @EnumSource
  void posts_connectionsClosedAfterEachAnswer_areAcceptedOnlyIfReceived(TransportKind kind) {
    List<String> ids = ids(60);
    try (var server = ScriptedServer.start(kind.tls());
        var transport = kind.open(server.endpoint(), Terms.patient(2))) {
      ids.forEach(id -> server.script(id, Reply.status(200).then(Reply.close())));

      List<PostResult> answers = Conversation.hold(transport.prepare(MESSAGE), ids, 2);

      for (int i = 0; i < ids.size(); i++) {
        assertThat(answers.get(i).kind()).isIn(PostResult.Kind.ACCEPTED, PostResult.Kind.FAILED);
        boolean accepted = answers.get(i).kind() == PostResult.Kind.ACCEPTED;
        assertThat(server.requestsTo(ids.get(i))).hasSizeBetween(accepted ? 1 : 0, 1);
      }
      assertThat(answers).contains(PostResult.ACCEPTED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void posts_serverStopsAndRestarts_failAndThenSucceed(TransportKind kind) {
    var first = ScriptedServer.start(kind.tls());
    URI endpoint = first.endpoint();
    try (var transport = kind.open(endpoint, Terms.patient(4))) {
      var poster = transport.prepare(MESSAGE);
      assertThat(Conversation.hold(poster, ids(8), 4)).containsOnly(PostResult.ACCEPTED);
      first.close();

      assertThat(Conversation.hold(poster, ids(8), 4))
          .allMatch(
              answer -> answer.kind() == PostResult.Kind.FAILED && !answer.detail().isEmpty());

      try (var second = ScriptedServer.startAt(endpoint.getPort(), kind.tls())) {
        assertThat(Conversation.hold(poster, ids(8), 4)).containsOnly(PostResult.ACCEPTED);
        assertThat(second.requests()).hasSize(8);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void post_connectionResetAtOnce_onlyThatPostFails(TransportKind kind) {
    try (var server = ScriptedServer.start(kind.tls());
        var transport = kind.open(server.endpoint(), Terms.patient(kind.connectionsFor(1, 1)))) {
      server.scriptOpening(
          socket -> {
            socket.setSoLinger(true, 0);
            socket.close();
          });

      var answers = Conversation.hold(transport.prepare(MESSAGE), List.of("a", "b"), 1);

      assertThat(answers.get(0).kind()).isEqualTo(PostResult.Kind.FAILED);
      assertThat(answers.get(1)).isEqualTo(PostResult.ACCEPTED);
      assertThat(server.requests()).extracting(ReceivedRequest::id).containsExactly("b");
    }
  }

  @ParameterizedTest
  @EnumSource
  void post_slowServer_getsTheWholeMessage(TransportKind kind) {
    byte[] message = new byte[1_000_000];
    new Random(7).nextBytes(message);
    try (var server = ScriptedServer.startNarrow(kind.tls());
        var transport = kind.open(server.endpoint(), Terms.patient(2))) {
      Reply reading = exchange -> exchange.readSlowly(50_000, Duration.ofMillis(10));
      server.script("slow", reading.then(Reply.status(200)));

      assertThat(Conversation.hold(transport.prepare(message), List.of("slow", "quick"), 2))
          .containsOnly(PostResult.ACCEPTED);

      assertThat(server.requests()).hasSize(2).allMatch(r -> Arrays.equals(r.body(), message));
    }
  }

  @ParameterizedTest
  @EnumSource
  void post_serverStopsReading_failsWhenTheWriteTimesOut(TransportKind kind) {
    var timeout = Duration.ofMillis(700);
    try (var server = ScriptedServer.startNarrow(kind.tls());
        var transport =
            kind.open(
                server.endpoint(), Terms.patient(kind.connectionsFor(2, 1)).withWrite(timeout))) {
      server.script("stuck", exchange -> exchange.pause(Duration.ofMinutes(1)));
      // More than all buffers between client and server hold.
      var poster = transport.prepare(new byte[16_000_000]);
      long began = System.nanoTime();

      var answers = Conversation.hold(poster, List.of("stuck"), 1);

      assertThat(answers.get(0).kind()).isEqualTo(PostResult.Kind.FAILED);
      // The post's own timeout ends it, not a later one. The extra five seconds are for a busy
      // machine.
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(timeout.minusMillis(50), timeout.plusSeconds(5));
      assertThat(Conversation.hold(transport.prepare(MESSAGE), ids(4), 2))
          .containsOnly(PostResult.ACCEPTED);
    }
  }

  /** An endless header must end the post before it fills the memory. */
  @ParameterizedTest
  @EnumSource
  void post_endlessHeader_failsEarly(TransportKind kind) {
    var written = new AtomicLong();
    // The SDK's client keeps reading, on a thread that it may share with the next post. The header
    // must end there, or the result depends on the choice of thread.
    long most = kind == TransportKind.SDK ? 1_000_000 : 64_000_000;
    try (var server = ScriptedServer.start(kind.tls());
        var transport =
            kind.open(
                server.endpoint(), Terms.hasty(kind.connectionsFor(2, 1), Duration.ofSeconds(2)))) {
      server.script("endless", Reply.text("HTTP/1.1 200 OK\r\n").then(endless(written, most)));

      var answers = Conversation.holdThen(transport.prepare(MESSAGE), List.of("endless"), "after");

      assertThat(answers.get(0).kind()).isEqualTo(PostResult.Kind.FAILED);
      assertThat(answers.get(1)).isEqualTo(PostResult.ACCEPTED);
      assertThat(written.get()).isLessThan(32_000_000);
    }
  }

  private static Reply endless(AtomicLong written, long most) {
    String header = "X-Endless: " + "x".repeat(1_000) + "\r\n";
    return exchange -> {
      while (written.get() < most) {
        exchange.write(header);
        written.addAndGet(header.length());
      }
      throw new IOException("the client reads everything");
    };
  }

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "c" + i + "=").toList();
  }
}
