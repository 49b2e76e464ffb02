package dev.fanfare.tests.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.apigateway.GatewayQuotas;
import dev.fanfare.push.transport.PostResult;
import dev.fanfare.push.transport.Transport;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How both transports handle the gateway's own answers, and what clients receive of their posts.
 */
class GatewayContractIT {
  private static final String NEVER_EXISTED = "BFaT_fALIAMCKug=";
  private static final long LOOK_NANOS = 20_000_000;

  @ParameterizedTest
  @EnumSource
  void post_liveClients_eachGetsTheExactBytesOnce(GatewayTransport kind) throws Exception {
    String message = "{\"greeting\":\"Grüße 🎺\",\"pad\":\"" + "x".repeat(40_000) + "\"}";
    try (var clients = new GatewayClients(GatewayQuotas.DEFAULT);
        var transport = kind.open(clients.endpoint())) {
      var live = Stream.generate(clients::connect).limit(20).toList();

      var answers = post(transport, message, live.stream().map(one -> one.id()).toList());

      assertThat(answers).containsOnly(PostResult.ACCEPTED);
      await().untilAsserted(() -> assertThat(live).noneMatch(one -> one.texts().isEmpty()));
      assertThat(post(transport, "2", live.stream().map(one -> one.id()).toList()))
          .containsOnly(PostResult.ACCEPTED);
      await()
          .untilAsserted(
              () -> assertThat(live).allMatch(one -> one.texts().equals(List.of(message, "2"))));
    }
  }

  @ParameterizedTest
  @EnumSource
  void post_closedUnknownAndMalformed_goneAndRefused(GatewayTransport kind) throws Exception {
    try (var clients = new GatewayClients(GatewayQuotas.DEFAULT);
        var transport = kind.open(clients.endpoint())) {
      var leaver = clients.connect();
      var stayer = clients.connect();
      leaver.leave();
      await().until(() -> clients.connections() == 1);

      var answers =
          post(transport, "1", List.of(leaver.id(), NEVER_EXISTED, "nonsense", stayer.id()));

      assertThat(answers)
          .extracting(PostResult::kind)
          .containsExactly(
              PostResult.Kind.GONE,
              PostResult.Kind.GONE,
              PostResult.Kind.REFUSED,
              PostResult.Kind.ACCEPTED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void post_largestAndOneByteMore_acceptedAndRefused(GatewayTransport kind) throws Exception {
    try (var clients = new GatewayClients(GatewayQuotas.DEFAULT);
        var transport = kind.open(clients.endpoint())) {
      var client = clients.connect();
      String largest = "x".repeat(AwsLimits.MESSAGE_BYTES);

      assertThat(post(transport, largest, List.of(client.id()))).containsOnly(PostResult.ACCEPTED);
      assertThat(post(transport, largest + "x", List.of(client.id(), client.id())))
          .containsOnly(PostResult.refused("status 413"));
      assertThat(post(transport, "1", List.of(client.id()))).containsOnly(PostResult.ACCEPTED);

      await().untilAsserted(() -> assertThat(client.texts()).containsExactly(largest, "1"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void post_clientDoesNotRead_onlyItIsThrottled(GatewayTransport kind) throws Exception {
    try (var clients = new GatewayClients(GatewayQuotas.DEFAULT);
        var transport = kind.open(clients.endpoint());
        var socket = new Socket()) {
      String slow = clients.connectSlow(socket);
      String message = "x".repeat(AwsLimits.MESSAGE_BYTES);

      await().until(() -> post(transport, message, List.of(slow)).contains(PostResult.THROTTLED));

      assertThat(post(transport, "1", List.of(clients.connect().id(), slow)))
          .containsExactly(PostResult.ACCEPTED, PostResult.THROTTLED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void post_aboveTheRate_isThrottledAndNotDelivered(GatewayTransport kind) throws Exception {
    var quotas = GatewayQuotas.DEFAULT.withRequests(0.001, 5);
    try (var clients = new GatewayClients(quotas);
        var transport = kind.open(clients.endpoint())) {
      var client = clients.connect();

      var answers = post(transport, "1", Collections.nCopies(12, client.id()));

      assertThat(answers).containsOnly(PostResult.ACCEPTED, PostResult.THROTTLED);
      assertThat(Collections.frequency(answers, PostResult.ACCEPTED)).isEqualTo(5);
      await().untilAsserted(() -> assertThat(client.texts()).hasSize(5));
    }
  }

  @ParameterizedTest
  @EnumSource
  void post_gatewayGone_failsWithoutAnException(GatewayTransport kind) throws Exception {
    var clients = new GatewayClients(GatewayQuotas.DEFAULT);
    try (var transport = kind.open(clients.endpoint())) {
      String id = clients.connect().id();
      assertThat(post(transport, "1", List.of(id))).containsOnly(PostResult.ACCEPTED);
      clients.close();

      assertThat(post(transport, "1", List.of(id, id, id)))
          .allMatch(answer -> answer.kind() == PostResult.Kind.FAILED);
    }
  }

  /** Posts to all connections at once. */
  private static List<PostResult> post(Transport transport, String message, List<String> ids)
      throws IOException, InterruptedException {
    var answers = new ArrayList<PostResult>(Collections.nCopies(ids.size(), null));
    var poster = transport.prepare(message.getBytes(StandardCharsets.UTF_8));
    var unposted = IntStream.range(0, ids.size()).iterator();
    poster.run(
        () -> {
          unposted.forEachRemaining(
              (int place) -> poster.post(ids.get(place), answer -> answers.set(place, answer)));
          return answers.contains(null) ? LOOK_NANOS : Transport.Tick.OVER;
        });
    return answers;
  }
}
