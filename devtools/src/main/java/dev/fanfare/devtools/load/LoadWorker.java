package dev.fanfare.devtools.load;

import dev.fanfare.loopback.ChildJvm;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Clients whose sockets are in a child JVM, so that client and gateway sockets do not share one
 * limit on open files. The child gets no {@code AWS_*} variable and ends with its parent.
 */
public final class LoadWorker implements Clients {
  private static final Duration QUIT_GRACE = Duration.ofSeconds(5);

  private final ChildJvm child;
  private final WorkerPipe pipe;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "load-totals");
            thread.setDaemon(true);
            return thread;
          });

  private LoadWorker(ChildJvm child) {
    this.child = child;
    this.pipe = new WorkerPipe(child.process());
  }

  /**
   * Starts the child.
   *
   * @param source the source address of all connections; if empty, the system chooses
   * @throws java.io.UncheckedIOException if the process cannot be started
   */
  public static LoadWorker start(Optional<InetAddress> source) {
    return new LoadWorker(
        ChildJvm.start(
            "The load worker",
            List.of("-Xmx256m"),
            LoadWorkerMain.class,
            source.map(InetAddress::getHostAddress).map(List::of).orElse(List.of())));
  }

  @Override
  public CompletableFuture<ConnectReport> connect(
      URI endpoint, List<String> users, ConnectPace pace) {
    return pipe.ask(id -> WorkerCommand.Connect.of(id, endpoint, users, pace), ConnectReport.class);
  }

  @Override
  public int vanish(int count) {
    return pipe.ask(id -> new WorkerCommand.Vanish(id, count), Integer.class).join();
  }

  @Override
  public Totals totals() {
    return pipe.ask(WorkerCommand.Count::new, Totals.class).join();
  }

  @Override
  public boolean await(Predicate<Totals> condition, Duration timeout) {
    return Polling.until(timer, this::totals, condition, timeout);
  }

  @Override
  public List<ClientSnapshot> snapshot() {
    return pipe.ask(WorkerCommand.Snapshot::new, SnapshotLine.class).join().snapshots();
  }

  boolean isAlive() {
    return child.process().isAlive();
  }

  /** Ends the child, and kills it after five seconds. */
  @Override
  public void close() {
    timer.shutdownNow();
    try {
      pipe.ask(WorkerCommand.Quit::new, Boolean.class)
          .orTimeout(QUIT_GRACE.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException alreadyGone) {
      child.process().destroyForcibly();
    }
    pipe.close();
    child.close();
  }
}
