package dev.fanfare.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.physics.Physics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cancelling an invocation ends the environment that runs it. */
class InvocationCancelTest {
  @TempDir private static Path directory;

  private final Map<String, CountDownLatch> latches =
      Map.of(
          "entered", new CountDownLatch(1),
          "go", new CountDownLatch(1),
          "interrupted", new CountDownLatch(1));
  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
  private FunctionPool pool;

  @BeforeEach
  void start() throws IOException {
    System.getProperties().put("probe.latches", latches);
    var blocking = ProbeFunctions.compile(directory).function("Blocking", ProbeFunctions.LONG, 1);
    pool =
        new FunctionPool(
            List.of(blocking),
            LocalAccount.DEFAULT,
            ProbeFunctions.LONG,
            Clock.systemUTC(),
            timers,
            Physics.none(),
            (function, stream, message) -> {});
  }

  @AfterEach
  void close() {
    latches.get("go").countDown();
    pool.close();
    timers.shutdownNow();
    System.getProperties().remove("probe.latches");
  }

  @Test
  void cancel_whileRunning_stopsTheWorkAndAllowsANewEnvironment() throws Exception {
    var running = invoke();
    assertThat(latches.get("entered").await(20, SECONDS)).isTrue();

    running.cancel(true);

    assertThat(latches.get("interrupted").await(10, SECONDS)).isTrue();
    latches.get("go").countDown();
    assertThat(count(invoke())).as("invocations of a new environment").isEqualTo("1");
  }

  @Test
  void cancel_whileWaiting_isNeverServed() throws Exception {
    var running = invoke();
    assertThat(latches.get("entered").await(20, SECONDS)).isTrue();
    var waiting = invoke();

    waiting.cancel(true);
    latches.get("go").countDown();

    assertThat(count(running)).isEqualTo("1");
    assertThat(count(invoke())).as("the same environment, which served two").isEqualTo("2");
  }

  private CompletableFuture<Invocation> invoke() {
    return pool.invoke("Blocking", "\"\"".getBytes(UTF_8));
  }

  private static String count(CompletableFuture<Invocation> invocation) {
    return new String(invocation.join().payload(), UTF_8);
  }
}
