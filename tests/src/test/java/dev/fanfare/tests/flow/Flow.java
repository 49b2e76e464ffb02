package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.devtools.DeployedLocally;
import dev.fanfare.devtools.load.ClientSnapshot;
import dev.fanfare.devtools.load.ConnectPace;
import dev.fanfare.devtools.load.ConnectReport;
import dev.fanfare.devtools.load.LoadGenerator;
import dev.fanfare.local.StackEndpoints;
import dev.fanfare.local.apigateway.PostFaults;
import dev.fanfare.local.lambda.FunctionSpec;
import dev.fanfare.tables.ConnectionRow;
import dev.fanfare.tests.faults.Call;
import dev.fanfare.tests.faults.Calls;
import dev.fanfare.tests.faults.Effect;
import dev.fanfare.tests.faults.Faults;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * One test's access to a shared stack: its clients, its broadcasts and its faults. Names are unique
 * to the test. A broadcast to everyone reaches every connection, so {@code close} waits until the
 * test's connections are gone.
 */
public final class Flow implements AutoCloseable {
  private static final AtomicInteger TESTS = new AtomicInteger();
  private static final Duration CLEAN_WITHIN = Duration.ofSeconds(60);

  private final String prefix = "t" + TESTS.incrementAndGet() + "-";
  private final SharedStack shared;
  private final Runnable giveBack;
  private final LoadGenerator clients = new LoadGenerator(Clock.systemUTC(), Optional.empty());
  private final List<Faults.InForce> faults = new ArrayList<>();

  /**
   * @param giveBack runs when the stack is back in the state before the test
   */
  Flow(SharedStack shared, Runnable giveBack) {
    this.shared = shared;
    this.giveBack = giveBack;
  }

  public StackEndpoints endpoints() {
    return shared.stack().endpoints();
  }

  /** The stack as an operator's tool sees it. The caller closes it. */
  public DeployedStack deployed() {
    return DeployedLocally.of(shared.stack());
  }

  /** The issuer of this stack's tokens. */
  public URI issuer() {
    return shared.stack().issuer();
  }

  /** The number of open sockets. */
  public int connections() {
    return shared.stack().connections();
  }

  /** A user's connections, according to the table. */
  public List<String> connectionIds(String user) {
    return rows().connections(user).stream()
        .map(row -> row.get(ConnectionRow.CONNECTION_ID).s())
        .toList();
  }

  SharedStack shared() {
    return shared;
  }

  Rows rows() {
    return new Rows(shared);
  }

  Memberships memberships() {
    return new Memberships(shared);
  }

  Broadcasts broadcasts() {
    return new Broadcasts(shared);
  }

  DeadLetters deadLetters() {
    return new DeadLetters(shared, prefix);
  }

  /** A name that no other test uses. */
  public String name(String what) {
    return prefix + what;
  }

  /** As many names as requested, none of which another test uses. */
  public List<String> names(String what, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> name(what + i)).toList();
  }

  /** Connects one client per user, in order. A user may appear more than once. */
  public void connect(List<String> users) {
    ConnectReport report = connecting(users).join();
    assertThat(report.connected()).isEqualTo(users.size());
  }

  CompletableFuture<ConnectReport> connecting(List<String> users) {
    return clients.connect(shared.stack().endpoints().sockets(), users, ConnectPace.DEFAULT);
  }

  /** Drops the first clients without a close frame and waits until the gateway notices. */
  void vanish(int count) {
    int left = shared.stack().connections() - count;
    clients.vanish(count);
    await().atMost(CLEAN_WITHIN).until(() -> shared.stack().connections() == left);
  }

  /** The number of messages that the clients have received so far. */
  public long messages() {
    return clients.totals().received();
  }

  /**
   * Closes the clients and returns the messages that each received. A clean close guarantees that
   * all earlier posts have arrived and that no more follow.
   */
  List<ClientSnapshot> received() {
    clients.close();
    return clients.snapshot();
  }

  /**
   * Checks that every client of the audience got the message exactly once and no other client got
   * any.
   */
  void assertReceived(String message, Predicate<String> audience) {
    assertThat(received())
        .allSatisfy(
            client ->
                assertThat(client.texts())
                    .as("messages received by client %d of %s", client.index(), client.user())
                    .isEqualTo(audience.test(client.user()) ? List.of(message) : List.of()));
  }

  /** The invocations of a function, by its logical id in the template. */
  public Predicate<Call> calls(String logicalId) {
    return shared.stack().template().all(FunctionSpec.class).stream()
        .filter(function -> function.logicalId().equals(logicalId))
        .map(function -> Calls.to(function.name()))
        .findFirst()
        .orElseThrow();
  }

  /** Injects a fault until the test ends. */
  public void inject(Predicate<Call> struck, Effect effect) {
    faults.add(shared.faults().add(struck, effect));
  }

  /** Makes Step Functions fail to list matching prefixes until the test ends. */
  void failLists(Predicate<String> prefix) {
    faults.add(shared.storeFaults().failLists(prefix));
  }

  /** Makes Step Functions fail to write matching objects until the test ends. */
  void failWrites(Predicate<String> key) {
    faults.add(shared.storeFaults().failWrites(key));
  }

  /** Ends the faults of functions and of the bucket before the test ends. */
  void heal() {
    faults.forEach(Faults.InForce::close);
    faults.clear();
  }

  /** Injects faults into posts until the test ends, and records the posts. */
  PostLog strikePosts(PostFaults with) {
    var log = new PostLog(with);
    shared.posts().become(log);
    return log;
  }

  @Override
  public void close() {
    faults.forEach(Faults.InForce::close);
    shared.posts().become(PostFaults.NONE);
    clients.close();
    try {
      await("all clients to be gone")
          .atMost(CLEAN_WITHIN)
          .until(() -> shared.stack().connections() == 0 && rows().connections().isEmpty());
    } finally {
      rows().deleteConnections();
      giveBack.run();
    }
  }
}
