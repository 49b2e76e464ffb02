package dev.fanfare.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.physics.Physics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A pool of the test functions, and calls to them. */
abstract class ProbePool {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String ARN = "arn:aws:lambda:eu-central-2:000000000000:function:";

  @TempDir static Path directory;
  static ProbeFunctions probes;
  static ScheduledExecutorService timers;

  final Map<String, CountDownLatch> latches =
      Map.of(
          "entered", new CountDownLatch(2),
          "go", new CountDownLatch(1),
          "interrupted", new CountDownLatch(1));
  FunctionPool pool;

  @BeforeAll
  static void compile() throws IOException {
    timers = Executors.newSingleThreadScheduledExecutor();
    probes = ProbeFunctions.compile(directory);
  }

  @BeforeEach
  void shareLatches() {
    System.getProperties().put("probe.latches", latches);
  }

  @AfterEach
  void close() {
    latches.get("go").countDown();
    if (pool != null) {
      pool.close();
    }
  }

  @AfterAll
  static void stopTimers() {
    System.getProperties().remove("probe.latches");
    timers.shutdownNow();
  }

  void start(FunctionSpec... functions) {
    pool = pool(ProbeFunctions.LONG, functions);
  }

  static FunctionPool pool(Duration patience, FunctionSpec... functions) {
    return new FunctionPool(
        List.of(functions),
        LocalAccount.DEFAULT,
        patience,
        Clock.systemUTC(),
        timers,
        Physics.none(),
        (function, stream, message) -> {});
  }

  String answer(String function, String payload) {
    var invocation = pool.invoke(function, json(payload)).join();
    assertThat(invocation.functionError()).as(text(invocation)).isEmpty();
    return text(invocation);
  }

  JsonNode error(String function, String payload) throws IOException {
    var invocation = pool.invoke(function, json(payload)).join();
    assertThat(invocation.functionError()).contains("Unhandled");
    return JSON.readTree(invocation.payload());
  }

  static void assertRejected(CompletableFuture<Invocation> refused, int status, String code) {
    assertThatThrownBy(refused::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            InvocationRejectedException.class,
            e -> {
              assertThat(e.status()).isEqualTo(status);
              assertThat(e.code()).isEqualTo(code);
            });
  }

  static byte[] json(String text) {
    return text.getBytes(UTF_8);
  }

  static String text(Invocation invocation) {
    return new String(invocation.payload(), UTF_8);
  }
}
