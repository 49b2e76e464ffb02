package dev.fanfare.push.warmup;

import static java.util.stream.Collectors.joining;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.fanfare.config.AwsClients;
import dev.fanfare.push.PushConfig;
import dev.fanfare.push.PushTime;
import dev.fanfare.push.Transports;
import dev.fanfare.push.signing.Credentials;
import dev.fanfare.push.transport.Transport;
import dev.fanfare.push.transport.http.HttpTransport;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Resource;

/**
 * Prepares the pusher before SnapStart takes its snapshot, so that the snapshot contains loaded
 * classes and compiled code.
 *
 * <p>It uses nothing that later pushes use. Its clients, connections, credentials, addresses and
 * threads are its own and are gone when it ends. This includes those of CRT, whose event loop and
 * host resolver all clients share by default. A restored snapshot therefore has nothing to renew:
 * no dead connection, no expired key, and no state of a random generator that all environments
 * would share. (BoringSSL seeds one for each thread that has made a handshake.)
 *
 * <p>A failure here does not fail the snapshot; the log lists what was prepared and what was not.
 */
public final class SnapStartHook implements Resource {
  /** About eight seconds of posts, enough for both compilers to compile the code. */
  public static final long POSTS = 16_000;

  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration CALLS = Duration.ofSeconds(5);
  private static final Duration HANDSHAKE = Duration.ofSeconds(3);

  /** The time to close what was opened. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(3);

  private static final Credentials NONE = new Credentials("none", "none", null);

  private final PushConfig config;
  private final long posts;
  private final Supplier<AwsClients> aws;
  private final PushTime time;
  private final LambdaLogger log;

  /**
   * @param posts the number of posts for the warm-up
   * @param aws creates clients that no other code uses
   * @param log receives one line: a warning if a step failed
   */
  public SnapStartHook(
      PushConfig config, long posts, Supplier<AwsClients> aws, PushTime time, LambdaLogger log) {
    this.config = config;
    this.posts = posts;
    this.aws = aws;
    this.time = time;
    this.log = log;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    List<Step> steps = new ArrayList<>();
    SdkFirstCalls.leaveSharedLoop();
    if (!config.transport().equals(PushConfig.SDK)) {
      steps.add(attempt("push", WARM_UP, this::warmUp));
      steps.add(attempt("endpoint", HANDSHAKE, this::shakeHands));
    }
    steps.add(attempt("bucket", CALLS, this::read));
    steps.add(attempt("permits", CALLS, this::draw));
    SdkFirstCalls.leaveSharedLoop();
    String line = steps.stream().map(Step::text).collect(joining(", ", "warm-up: ", ""));
    log.log(line, steps.stream().allMatch(Step::isDone) ? LogLevel.INFO : LogLevel.WARN);
  }

  /** Does nothing, because nothing that was open before the snapshot is used after it. */
  @Override
  public void afterRestore(Context<? extends Resource> context) {}

  private String warmUp() throws Exception {
    return new WarmUp(config, time).run(posts, WARM_UP) + " posts";
  }

  /** Opens one connection, including TLS, and posts nothing. */
  private String shakeHands() throws IOException, InterruptedException {
    var settings = Transports.settings(config, config.endpoint(), "us-east-1", List.of());
    try (var transport = new HttpTransport(settings, () -> NONE, InstantSource.system())) {
      var poster = transport.prepare(new byte[0]);
      // The second tick runs once there is a connection, or none can be opened.
      var waits = List.of(HANDSHAKE.toNanos(), Transport.Tick.OVER).iterator();
      poster.run(
          () -> {
            poster.prepareRoom(1);
            return waits.next();
          });
      if (transport.connections() == 0) {
        throw new IOException("no connection to " + config.endpoint().getHost());
      }
      return "connected";
    }
  }

  private String read() throws IOException {
    SdkFirstCalls.read(aws.get(), config.bucket());
    return "read";
  }

  private String draw() {
    SdkFirstCalls.draw(aws.get(), config.permitsTable());
    return "drawn";
  }

  /** A finished step, with a text for the log. */
  private record Step(String text, boolean isDone) {}

  /** Runs one step on its own thread, with a time limit. */
  private Step attempt(String what, Duration longest, Callable<String> step) {
    long began = time.nanos();
    var task = new FutureTask<>(step);
    var thread = new Thread(task, "priming");
    thread.setDaemon(true);
    thread.start();
    String result;
    boolean isDone = false;
    try {
      result = task.get(longest.plus(AFTERWARDS).toMillis(), TimeUnit.MILLISECONDS);
      isDone = true;
    } catch (ExecutionException e) {
      result = "failed (" + e.getCause() + ")";
    } catch (TimeoutException e) {
      task.cancel(true);
      result = "timed out";
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      result = "interrupted";
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(time.nanos() - began);
    return new Step(what + " " + result + " in " + millis + " ms", isDone);
  }
}
