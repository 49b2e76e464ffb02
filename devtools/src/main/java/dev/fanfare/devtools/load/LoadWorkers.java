package dev.fanfare.devtools.load;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;

/**
 * Clients in several child processes. The processes are filled one after another, so that the
 * snapshot lists the clients in the order of connecting.
 */
public final class LoadWorkers implements Clients {
  /**
   * Maximum clients of a process: below the 10,240 open files that macOS and many Linux machines
   * allow.
   */
  static final int CLIENTS_PER_PROCESS = 10_000;

  /** Maximum clients of a source address: Linux has about 28,000 ephemeral ports for each. */
  static final int CLIENTS_PER_ADDRESS = 25_000;

  private static final int FIRST_SOURCE = 2;

  private final int perProcess;
  private final List<LoadWorker> processes = new ArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(LoadWorkers::timerThread);
  private int assigned;

  private LoadWorkers(int perProcess) {
    this.perProcess = perProcess;
  }

  /**
   * Starts the processes.
   *
   * @param clients maximum number of clients
   */
  public static LoadWorkers start(int clients) {
    int fit = (int) SocketCapacity.ofChild().orElse(CLIENTS_PER_PROCESS);
    int max = Math.max(1, Math.min(CLIENTS_PER_PROCESS, fit));
    int count = Math.max(1, (clients + max - 1) / max);
    return start(count, (clients + count - 1) / count, clients > CLIENTS_PER_ADDRESS);
  }

  static LoadWorkers start(int processes, int perProcess, boolean ownAddresses) {
    var workers = new LoadWorkers(perProcess);
    try {
      for (int i = 0; i < processes; i++) {
        workers.processes.add(
            LoadWorker.start(ownAddresses ? Optional.of(source(i)) : Optional.empty()));
      }
      return workers;
    } catch (RuntimeException notStarted) {
      workers.close();
      throw notStarted;
    }
  }

  private static InetAddress source(int process) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (FIRST_SOURCE + process)});
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Thread timerThread(Runnable work) {
    Thread thread = new Thread(work, "load-timer");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public synchronized CompletableFuture<ConnectReport> connect(
      URI endpoint, List<String> users, ConnectPace pace) {
    int room = perProcess * processes.size() - assigned;
    if (users.size() > room) {
      throw new IllegalArgumentException(
          "%d clients do not fit, there is room for %d".formatted(users.size(), room));
    }
    var report = CompletableFuture.completedFuture(new ConnectReport(0, 0, Map.of()));
    ConnectPace share = pace.sharedBy(processes.size());
    for (int from = 0; from < users.size(); ) {
      LoadWorker process = processes.get(assigned / perProcess);
      int to = Math.min(users.size(), from + perProcess - assigned % perProcess);
      report =
          report.thenCombine(
              process.connect(endpoint, List.copyOf(users.subList(from, to)), share),
              ConnectReport::plus);
      assigned += to - from;
      from = to;
    }
    return report;
  }

  @Override
  public int vanish(int count) {
    int vanished = 0;
    for (LoadWorker process : processes) {
      vanished += process.vanish(count - vanished);
    }
    return vanished;
  }

  @Override
  public Totals totals() {
    return processes.stream().map(LoadWorker::totals).reduce(Totals.ZERO, Totals::plus);
  }

  @Override
  public boolean await(Predicate<Totals> condition, Duration timeout) {
    return Polling.until(timer, this::totals, condition, timeout);
  }

  @Override
  public List<ClientSnapshot> snapshot() {
    List<ClientSnapshot> all = new ArrayList<>();
    for (LoadWorker process : processes) {
      int offset = all.size();
      process.snapshot().forEach(client -> all.add(client.shiftedBy(offset)));
    }
    return all;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    processes.parallelStream().forEach(LoadWorker::close);
  }
}
