package dev.fanfare.push.transport.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.push.transport.PostResult;
import dev.fanfare.push.transport.Transport;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How the state of a connection affects posts: stream limits, windows, and the connection's end.
 */
class Http2ConnectionContractIT {
  private static final byte[] MESSAGE = new byte[1_000];

  private static Transport open(Http2Server server, int connections) {
    return TransportKind.HTTP2.open(server.endpoint(), Terms.patient(connections));
  }

  @Test
  void posts_many_shareOneConnection() {
    try (var server = Http2Server.start();
        var transport = open(server, 1)) {
      assertThat(Conversation.hold(transport.prepare(MESSAGE), ids(200), 60))
          .containsOnly(PostResult.ACCEPTED);
      assertThat(Conversation.hold(transport.prepare(MESSAGE), ids(10), 10))
          .containsOnly(PostResult.ACCEPTED);

      assertThat(server.requests()).hasSize(210);
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.mostStreams()).isGreaterThan(1);
    }
  }

  @Test
  void posts_oneStreamAllowed_areSequential() {
    try (var server = Http2Server.start(new Http2Settings().maxConcurrentStreams(1));
        var transport = open(server, 1)) {
      assertThat(Conversation.hold(transport.prepare(MESSAGE), ids(40), 20))
          .containsOnly(PostResult.ACCEPTED);

      assertThat(server.requests()).hasSize(40);
      assertThat(server.mostStreams()).isEqualTo(1);
    }
  }

  @Test
  void posts_streamLimitChangesMeanwhile_areAllAnswered() {
    try (var server = Http2Server.start();
        var transport = open(server, 1)) {
      server.script("c5=", changing(2));
      // Posts that wait because no stream is allowed continue when streams are allowed again.
      server.script(
          "c60=",
          stream -> {
            stream.settings(new Http2Settings().maxConcurrentStreams(0));
            stream.head("200", true);
            stream.settings(new Http2Settings().maxConcurrentStreams(50));
          });

      assertThat(Conversation.hold(transport.prepare(MESSAGE), ids(150), 30))
          .containsOnly(PostResult.ACCEPTED);
      assertThat(server.requests()).hasSize(150);
    }
  }

  private static Consumer<Http2Exchange> changing(int streams) {
    return stream -> {
      stream.settings(new Http2Settings().maxConcurrentStreams(streams));
      stream.head("200", true);
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000, 65_535})
  void posts_tinyWindows_arriveComplete(int window) {
    byte[] message = new byte[window == 1 ? 2_000 : 128 * 1024];
    new Random(window).nextBytes(message);
    try (var server = Http2Server.start(new Http2Settings().initialWindowSize(window));
        var transport = open(server, 1)) {
      assertThat(Conversation.hold(transport.prepare(message), ids(6), 3))
          .containsOnly(PostResult.ACCEPTED);

      assertThat(server.requests())
          .hasSize(6)
          .allMatch(request -> Arrays.equals(request.body(), message));
    }
  }

  /** A post that the server declares unprocessed fails or is posted again; it is never lost. */
  @Test
  void posts_goAwayMeanwhile_areServedElsewhereOrFail() {
    var waiting = new ConcurrentLinkedQueue<Http2Exchange>();
    Consumer<Http2Exchange> goneAfterFive =
        stream -> {
          if (stream.request().connection() > 1) {
            stream.head("200", true);
            return;
          }
          waiting.add(stream);
          if (waiting.size() == 5) {
            List<Http2Exchange> five = List.copyOf(waiting);
            five.get(0).goAway(five.get(1).stream().id(), Http2Error.NO_ERROR);
            five.get(0).head("200", true);
            five.get(1).head("410", true);
          }
        };
    try (var server = Http2Server.start();
        var transport = open(server, 1)) {
      ids(5).forEach(id -> server.script(id, goneAfterFive));

      var answers = Conversation.holdThen(transport.prepare(MESSAGE), ids(5), "after");

      assertThat(answers.subList(0, 2))
          .containsExactlyInAnyOrder(PostResult.ACCEPTED, PostResult.GONE);
      for (int i = 2; i < 5; i++) {
        boolean accepted = answers.get(i).kind() == PostResult.Kind.ACCEPTED;
        assertThat(answers.get(i).kind()).isIn(PostResult.Kind.ACCEPTED, PostResult.Kind.FAILED);
        assertThat(server.requestsTo(ids(5).get(i))).hasSize(accepted ? 2 : 1);
      }
      assertThat(answers.get(5)).isEqualTo(PostResult.ACCEPTED);
      assertThat(server.requestsTo("after").get(0).connection()).isGreaterThan(1);
    }
  }

  /** A server that is about to stop first announces it, and then serves the accepted requests. */
  @Test
  void posts_gracefulGoAway_areServedAndTheNextGoElsewhere() {
    try (var server = Http2Server.start();
        var transport = open(server, 1)) {
      server.script(
          "c2=",
          stream -> {
            stream.goAway(Integer.MAX_VALUE, Http2Error.NO_ERROR);
            stream.head("200", true);
          });

      var answers = Conversation.holdThen(transport.prepare(MESSAGE), ids(4), "after");

      assertThat(answers).containsOnly(PostResult.ACCEPTED);
      assertThat(server.requests()).hasSize(5);
      assertThat(server.requestsTo("after").get(0).connection()).isEqualTo(2);
    }
  }

  @Test
  void posts_connectionClosed_failAndTheNextSucceeds() {
    try (var server = Http2Server.start();
        var transport = open(server, 1)) {
      var under = new AtomicInteger();
      Consumer<Http2Exchange> closingAtFour =
          stream -> {
            if (under.incrementAndGet() == 4) {
              stream.close();
            }
          };
      ids(4).forEach(id -> server.script(id, closingAtFour));

      var answers = Conversation.holdThen(transport.prepare(MESSAGE), ids(4), "after");

      assertThat(answers.subList(0, 4)).allMatch(one -> one.kind() == PostResult.Kind.FAILED);
      assertThat(answers.get(4)).isEqualTo(PostResult.ACCEPTED);
      assertThat(server.requests()).hasSize(5);
    }
  }

  /** A refused stream was not processed, so the post may be repeated, but not forever. */
  @Test
  void posts_streamsRefused_areServedElsewhereOrFail() {
    try (var server = Http2Server.start();
        var transport = open(server, 2)) {
      var refusals = new AtomicInteger();
      server.script("always", stream -> stream.reset(Http2Error.REFUSED_STREAM));
      server.script(
          "once",
          stream -> {
            if (refusals.incrementAndGet() == 1) {
              stream.reset(Http2Error.REFUSED_STREAM);
            } else {
              stream.head("200", true);
            }
          });

      var answers =
          Conversation.holdThen(transport.prepare(MESSAGE), List.of("always", "once"), "after");

      assertThat(answers.get(0).kind()).isEqualTo(PostResult.Kind.FAILED);
      assertThat(server.requestsTo("always")).hasSizeLessThan(10);
      boolean accepted = answers.get(1).kind() == PostResult.Kind.ACCEPTED;
      assertThat(server.requestsTo("once")).hasSize(accepted ? 2 : 1);
      assertThat(answers.get(2)).isEqualTo(PostResult.ACCEPTED);
    }
  }

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "c" + i + "=").toList();
  }
}
