package dev.fanfare.push.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.crac.Core;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.broadcast.ShardLines;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.LambdaRuntime;
import dev.fanfare.config.RecordingLogger;
import dev.fanfare.config.TestContext;
import dev.fanfare.handlers.PushShardHandler;
import dev.fanfare.push.PushConfig;
import dev.fanfare.push.PushTime;
import dev.fanfare.push.ShardPusher;
import dev.fanfare.push.StandInForAws;
import dev.fanfare.push.Transports;
import dev.fanfare.push.permits.InMemoryPermitStore;
import dev.fanfare.push.progress.ProgressLog;
import dev.fanfare.push.signing.Credentials;
import dev.fanfare.push.transport.http.HttpTransport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.crt.io.ClientBootstrap;

class SnapStartHookIT {
  /** No server listens there. */
  private static final String NOWHERE = "https://127.0.0.1:1/live";

  private final RecordingLogger log = new RecordingLogger();

  @Test
  void beforeCheckpoint_nothingReachable_rehearsesAnywayAndLogsTheFailures() {
    long began = System.nanoTime();

    prime(StandInForAws.variables("http://127.0.0.1:1", NOWHERE, PushConfig.HTTP1));

    assertThat(log.lines()).hasSize(1);
    assertThat(log.lines().get(0))
        .matches(
            "\\[WARN\\] warm-up: push \\d+ posts in \\d+ ms, endpoint failed .*, bucket failed .*,"
                + " permits failed .* in \\d+ ms");
    // Lambda allows about two minutes for a version's first start. Each of the three calls here
    // gives up after a few seconds, or later on a busy machine.
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(25));
  }

  @Test
  void beforeCheckpoint_allReachable_readsNothingThatExists() throws IOException {
    try (var aws = new StandInForAws();
        var endpoint = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:" + endpoint.getLocalPort() + "/live";

      prime(aws.variables(address, PushConfig.HTTP1));

      assertThat(log.lines().get(0)).contains("endpoint connected", "bucket read", "permits drawn");
      assertThat(aws.asked())
          .containsExactly("/fanfare/broadcasts/priming/cancel", "GetItem", "UpdateItem");
      endpoint.setSoTimeout(5_000);
      try (var connection = endpoint.accept()) {
        // The connection is closed again, without any data.
        assertThat(connection.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  /** The transport's event loop and its host resolver, which knows addresses. */
  @Test
  void beforeCheckpoint_sharedSdkResources_areNeitherUsedNorLeftBehind() {
    var before = ClientBootstrap.getOrCreateStaticDefault();
    var during = new ArrayList<ClientBootstrap>();
    var config = PushConfig.from(StandInForAws.variables("http://127.0.0.1:1", NOWHERE, "sdk"));
    Supplier<AwsClients> aws =
        () -> {
          during.add(ClientBootstrap.getOrCreateStaticDefault());
          return new AwsClients(StandInForAws.variables("http://127.0.0.1:1", NOWHERE, "sdk"));
        };

    new SnapStartHook(config, 1, aws, PushTime.system(), log).beforeCheckpoint(null);

    assertThat(during).isNotEmpty().doesNotContain(before);
    assertThat(during).doesNotContain(ClientBootstrap.getOrCreateStaticDefault());
  }

  @Test
  void beforeCheckpoint_clientsCannotBeCreated_isLogged() {
    var config = PushConfig.from(StandInForAws.variables("http://127.0.0.1:1", NOWHERE, "sdk"));

    new SnapStartHook(config, 1, () -> new AwsClients(Map.of()), PushTime.system(), log)
        .beforeCheckpoint(null);

    assertThat(log.lines().get(0)).contains("bucket failed", "AWS_REGION", "permits failed");
  }

  @Test
  void beforeCheckpoint_afterwards_theHandlerPushes() throws Exception {
    try (var endpoint = LoopbackEndpoint.open(Instant.now());
        var aws = new StandInForAws()) {
      String address = endpoint.address().toString();
      var variables = aws.variables(address, PushConfig.HTTP1);
      var config = PushConfig.from(variables);
      var terms =
          Transports.settings(
              config, config.endpoint(), "us-east-1", List.of(endpoint.certificate()));
      var credentials = new Credentials("AKIDEXAMPLE", "secret", null);
      try (var transport = new HttpTransport(terms, () -> credentials, InstantSource.system())) {
        var bucket = new MemoryBucket();
        bucket.write("message", "\"now\"");
        bucket.write("shard", shard(50));
        var handler =
            new PushShardHandler(
                new ShardPusher(
                    bucket,
                    transport,
                    new InMemoryPermitStore(),
                    ProgressLog.NONE,
                    config,
                    PushTime.system()));

        prime(variables);

        assertThat(transport.connections()).isZero();
        var answer =
            LambdaRuntime.call(
                handler,
                "{\"broadcastId\":\"b\",\"shardKey\":\"shard\",\"messageKey\":\"message\",\"pushers\":1}"
                    .getBytes(StandardCharsets.UTF_8),
                TestContext.ofInvocation("i"));
        assertThat(answer.path("progress").path("outcomes").path("delivered").asInt())
            .isEqualTo(50);
        assertThat(transport.connections()).isPositive();
        transport.disconnect();
        assertThat(transport.connections()).isZero();
      }
    }
  }

  /** Acts like the runtime, which holds only a reference to the handler. */
  @Test
  void beforeCheckpoint_calledByLambdasRuntime_primesTheRuntimesHandler() {
    Map<String, String> before = Environment.variables();
    try (var aws = new StandInForAws()) {
      Environment.replace(aws.variables(NOWHERE, PushConfig.SDK));
      var handler = new PushShardHandler();
      System.gc();

      // After the hooks the runtime clears the DNS cache, with a native library that exists only in
      // Lambda.
      assertThatThrownBy(() -> Core.getGlobalContext().beforeCheckpoint(null))
          .isInstanceOf(UnsatisfiedLinkError.class)
          .hasMessageContaining("DNSManager.clearCache");

      assertThat(handler).isNotNull();
      assertThat(aws.asked()).contains("/fanfare/broadcasts/priming/cancel");
    } finally {
      Environment.replace(before);
    }
  }

  private void prime(Map<String, String> variables) {
    new SnapStartHook(
            PushConfig.from(variables), 1, () -> new AwsClients(variables), PushTime.system(), log)
        .beforeCheckpoint(null);
  }

  private static byte[] shard(int size) {
    var shard = new ByteArrayOutputStream();
    for (int i = 0; i < size; i++) {
      ShardLines.write(new Connection("c" + i, "u" + i, 0), shard);
    }
    return shard.toByteArray();
  }
}
