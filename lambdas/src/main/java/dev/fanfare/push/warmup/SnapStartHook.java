package dev.fanfare.push.warmup;

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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Resource;

/**
 * What the pusher does before SnapStart takes its snapshot, so that the snapshot holds loaded
 * classes and compiled code.
 *
 * <p>It uses nothing that pushes later on: clients, connections, credentials, addresses, and the
 * threads they live on, are its own and are gone when it ends; of CRT, too, whose event loop and
 * host resolver are shared by all clients otherwise. So there is nothing to renew in what is
 * restored: no dead connection, no expired key, and no state of a random generator that all
 * environments would share. (BoringSSL seeds one for each thread that has made a handshake.)
 *
 * <p>Nothing that goes wrong here fails the snapshot; the log says what was primed, and what not.
 */
public final class SnapStartHook implements Resource {
  /** Eight seconds' worth, in which both compilers get to see the code often enough. */
  public static final long POSTS = 16_000;

  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration CALLS = Duration.ofSeconds(5);
  private static final Duration HANDSHAKE = Duration.ofSeconds(3);

  /** To close what was opened. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(3);

  private static final Credentials NONE = new Credentials("none", "none", null);

  private final PushConfig config;
  private final long posts;
  private final Supplier<AwsClients> aws;
  private final PushTime time;
  private final Consumer<String> log;

  /**
   * @param posts to warm up with
   * @param aws makes clients that nobody else uses
   * @param log told one line
   */
  public SnapStartHook(
      PushConfig config,
      long posts,
      Supplier<AwsClients> aws,
      PushTime time,
      Consumer<String> log) {
    this.config = config;
    this.posts = posts;
    this.aws = aws;
    this.time = time;
    this.log = log;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    List<String> told = new ArrayList<>();
    SdkFirstCalls.leaveSharedLoop();
    if (!config.transport().equals(PushConfig.SDK)) {
      told.add(attempt("rehearsal", WARM_UP, this::warmUp));
      told.add(attempt("endpoint", HANDSHAKE, this::shakeHands));
    }
    told.add(attempt("bucket", CALLS, this::read));
    told.add(attempt("permits", CALLS, this::draw));
    SdkFirstCalls.leaveSharedLoop();
    log.accept("INFO priming: " + String.join(", ", told));
  }

  /** Nothing that was open before the snapshot is in use after it. */
  @Override
  public void afterRestore(Context<? extends Resource> context) {}

  private String warmUp() throws Exception {
    return new WarmUp(config, time).run(posts, WARM_UP) + " posts";
  }

  /** Opens one connection, TLS and all, and posts nothing. */
  private String shakeHands() throws IOException, InterruptedException {
    var terms = Transports.terms(config, config.endpoint(), "us-east-1", List.of());
    try (var transport = new HttpTransport(terms, () -> NONE, InstantSource.system())) {
      var poster = transport.prepare(new byte[0]);
      // The second tick comes once there is a connection, or none to be had.
      var waits = List.of(HANDSHAKE.toNanos(), Transport.Tick.OVER).iterator();
      poster.run(
          () -> {
            poster.makeRoom(1);
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

  /**
   * Does one thing, on a thread of its own, so that it cannot take longer than it may.
   *
   * @return what became of it, for people
   */
  private String attempt(String what, Duration longest, Callable<String> step) {
    long began = time.nanos();
    var task = new FutureTask<>(step);
    var thread = new Thread(task, "priming");
    thread.setDaemon(true);
    thread.start();
    String told;
    try {
      told = task.get(longest.plus(AFTERWARDS).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      told = "failed (" + e.getCause() + ")";
    } catch (TimeoutException e) {
      task.cancel(true);
      told = "given up";
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      told = "interrupted";
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(time.nanos() - began);
    return what + " " + told + " in " + millis + " ms";
  }
}
