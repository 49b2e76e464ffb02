package dev.fanfare.push.transport.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fanfare.push.transport.PostResult;
import dev.fanfare.push.transport.Transport;
import dev.fanfare.push.transport.http.HttpTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** An endpoint with several addresses, as API Gateway has. Applies only to our own transport. */
class AddressesContractIT {
  private static final byte[] MESSAGE = new byte[100];
  private static final String FIRST = "127.0.0.1";
  private static final String SECOND = "127.0.0.2";

  private volatile Instant now = Instant.parse("2026-11-30T08:00:00Z");
  private final InstantSource clock = () -> now;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile List<String> addresses = List.of(FIRST, SECOND);

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SDK")
  void posts_twoAddresses_areSpreadEvenly(TransportKind kind) throws Exception {
    try (var first = ScriptedServer.start(kind.tls());
        var second = ScriptedServer.startAt(SECOND, first.endpoint().getPort(), kind.tls());
        var transport = open(kind, first.endpoint(), 8)) {
      slowly(first, second, 200);

      assertThat(Conversation.hold(transport.prepare(MESSAGE), ids(200), 100))
          .containsOnly(PostResult.ACCEPTED);

      assertThat(first.connections()).isEqualTo(4);
      assertThat(second.connections()).isEqualTo(4);
      assertThat(asked).containsExactly("localhost");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SDK")
  void posts_oneServerStopsAndRestarts_noneIsLostAndBothGetPostsAgain(TransportKind kind)
      throws Exception {
    var second = ScriptedServer.start(kind.tls());
    int port = second.endpoint().getPort();
    URI endpoint = second.endpoint();
    second.close();
    second = ScriptedServer.startAt(SECOND, port, kind.tls());
    try (var first = ScriptedServer.startAt(port, kind.tls());
        var transport = open(kind, endpoint, 8)) {
      slowly(first, second, 100);
      var poster = transport.prepare(MESSAGE);
      assertThat(Conversation.hold(poster, ids(100), 50)).containsOnly(PostResult.ACCEPTED);
      assertThat(second.requests()).isNotEmpty();

      second.close();
      // A post in flight fails once, and the push repeats it.
      Conversation.hold(poster, ids(8), 8);
      assertThat(Conversation.hold(poster, ids(100), 50)).containsOnly(PostResult.ACCEPTED);

      try (var back = ScriptedServer.startAt(SECOND, port, kind.tls())) {
        slowly(first, back, 100);
        now = now.plusSeconds(60);
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> {
                  assertThat(Conversation.hold(poster, ids(100), 50))
                      .containsOnly(PostResult.ACCEPTED);
                  return back.openConnections() >= 3;
                });
        assertThat(back.requests()).isNotEmpty();
      }
    } finally {
      second.close();
    }
  }

  @Test
  void posts_http2AndOneServerDown_allGoToTheOther() throws Exception {
    try (var server = Http2Server.start();
        var transport =
            TransportKind.own(server.endpoint(), Terms.patient(4), true, clock, this::lookUp)) {
      addresses = List.of(SECOND, FIRST);

      assertThat(Conversation.hold(transport.prepare(MESSAGE), ids(100), 50))
          .containsOnly(PostResult.ACCEPTED);

      assertThat(server.requests()).hasSize(100);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SDK")
  void posts_onlyIpv4OrIpv6Answers_goThere(TransportKind kind) throws Exception {
    addresses = List.of("::1", FIRST, "fd00::1");
    try (var server = ScriptedServer.start(kind.tls());
        var transport = open(kind, server.endpoint(), 4)) {
      assertThat(Conversation.hold(transport.prepare(MESSAGE), ids(40), 8))
          .containsOnly(PostResult.ACCEPTED);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SDK")
  void posts_allServersDown_failWithTheReason(TransportKind kind) throws Exception {
    var server = ScriptedServer.start(kind.tls());
    server.close();
    try (var transport = open(kind, server.endpoint(), 4)) {
      assertThat(Conversation.hold(transport.prepare(MESSAGE), ids(8), 4))
          .allMatch(answer -> answer.kind() == PostResult.Kind.FAILED)
          .allMatch(answer -> answer.detail().contains("no connection"));
    }
  }

  @Test
  void posts_restoredAfterDays_useNoOldAddress() throws Exception {
    var first = ScriptedServer.start(Optional.empty());
    int port = first.endpoint().getPort();
    try (var second = ScriptedServer.startAt(SECOND, port, Optional.empty());
        var transport = open(TransportKind.HTTP1, first.endpoint(), 4)) {
      addresses = List.of(FIRST);
      assertThat(post(transport, "before")).isEqualTo(PostResult.ACCEPTED);
      ((HttpTransport) transport).disconnect();

      now = now.plus(Duration.ofDays(3));
      addresses = List.of(SECOND);
      assertThat(post(transport, "after")).isEqualTo(PostResult.ACCEPTED);

      assertThat(first.requests()).extracting(ReceivedRequest::id).containsExactly("before");
      assertThat(second.requests()).extracting(ReceivedRequest::id).containsExactly("after");
    } finally {
      first.close();
    }
  }

  @Test
  void posts_lookupFailsBriefly_useTheKnownAddresses() throws Exception {
    try (var server = ScriptedServer.start(Optional.empty());
        var transport = open(TransportKind.HTTP1, server.endpoint(), 1)) {
      addresses = List.of(FIRST);
      assertThat(post(transport, "a")).isEqualTo(PostResult.ACCEPTED);

      addresses = List.of();
      now = now.plusSeconds(20);
      ((HttpTransport) transport).disconnect();
      assertThat(post(transport, "b")).isEqualTo(PostResult.ACCEPTED);

      now = now.plusSeconds(60);
      ((HttpTransport) transport).disconnect();
      var lost = post(transport, "c");
      assertThat(lost.kind()).isEqualTo(PostResult.Kind.FAILED);
      assertThat(lost.detail()).contains("no address of 127.0.0.1", "nobody knows it");

      addresses = List.of(FIRST);
      now = now.plusSeconds(1);
      assertThat(post(transport, "d")).isEqualTo(PostResult.ACCEPTED);
    }
  }

  private Transport open(TransportKind kind, URI endpoint, int connections) throws IOException {
    // The test's lookup ignores the name.
    URI named = URI.create(endpoint.toString().replace("127.0.0.1", hostOf(kind)));
    return TransportKind.own(
        named, Terms.patient(connections), kind == TransportKind.HTTP2, clock, this::lookUp);
  }

  private static String hostOf(TransportKind kind) {
    return kind.tls().isPresent() ? "localhost" : "127.0.0.1";
  }

  private List<InetAddress> lookUp(String host) throws UnknownHostException {
    asked.add("localhost");
    if (addresses.isEmpty()) {
      throw new UnknownHostException("nobody knows it");
    }
    var found = new ArrayList<InetAddress>();
    for (String address : addresses) {
      found.add(InetAddress.getByName(address));
    }
    return found;
  }

  private static PostResult post(Transport transport, String id) {
    return Conversation.hold(transport.prepare(MESSAGE), List.of(id), 1).get(0);
  }

  /** Answers take long enough to keep all connections busy. */
  private static void slowly(ScriptedServer first, ScriptedServer second, int ids) {
    for (String id : ids(ids)) {
      Reply slow = exchange -> exchange.pause(Duration.ofMillis(20));
      first.script(id, slow.then(Reply.status(200)));
      second.script(id, slow.then(Reply.status(200)));
    }
  }

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "c" + i + "=").toList();
  }
}
