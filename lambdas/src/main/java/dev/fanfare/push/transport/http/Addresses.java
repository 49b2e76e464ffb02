package dev.fanfare.push.transport.http;

import dev.fanfare.text.Reason;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of the endpoint. It selects the address of the next connection: the one with the
 * fewest connections that has not just failed, if there is a choice. Used on the event loop only;
 * lookups block and therefore have their own threads.
 *
 * <p>Addresses are looked up again after ten seconds and not used for new connections after a
 * minute. Their age is measured by the time of day, because a monotonic clock may stand still while
 * a snapshot is stored; an environment restored after days therefore starts without addresses. A
 * failed lookup keeps the known addresses until they expire.
 */
final class Addresses {
  private static final long FRESH_MILLIS = Duration.ofSeconds(10).toMillis();
  private static final long USABLE_MILLIS = Duration.ofSeconds(60).toMillis();

  /** The wait after a failed lookup; callers without an address wait for the next lookup. */
  private static final long LOOKUP_RETRY_MILLIS = 500;

  /** The wait after the first failure of an address; it doubles with each further failure. */
  private static final long FIRST_AVOIDANCE_MILLIS = 2_000;

  private static final int MAX_DOUBLINGS = 4;

  interface Receiver {
    /**
     * @param address null if there is none
     * @param failure the reason if there is none
     */
    void receive(@Nullable Address address, String failure);
  }

  static final class Address {
    private final InetAddress ip;
    private int connections;
    private int failures;
    private long avoidedUntil = Long.MIN_VALUE;

    private Address(InetAddress ip) {
      this.ip = ip;
    }

    InetAddress ip() {
      return ip;
    }

    /** Records the start of a connection. */
    void connecting() {
      connections++;
    }

    /** Records that a connection is established. */
    void connected() {
      failures = 0;
      avoidedUntil = Long.MIN_VALUE;
    }

    /** Records that a connection has ended or has failed to open. */
    void disconnected() {
      connections--;
    }
  }

  private final String host;
  private final HttpTransport.Lookup lookup;
  private final EventLoop loop;
  private final InstantSource clock;
  private final List<Receiver> waiting = new ArrayList<>();

  /** By IP address, because a lookup returns most of them again. */
  private Map<InetAddress, Address> known = Map.of();

  private long knownAt;
  private boolean isAsking;
  private long notBefore = Long.MIN_VALUE;

  Addresses(String host, HttpTransport.Lookup lookup, EventLoop loop, InstantSource clock) {
    this.host = host;
    this.lookup = lookup;
    this.loop = loop;
    this.clock = clock;
  }

  /**
   * Selects the address to connect to, now or after a lookup.
   *
   * @param tried addresses to exclude
   */
  void next(Set<Address> tried, Receiver receiver) {
    refresh();
    if (isUsable()) {
      receiver.receive(best(tried), "no other address of " + host);
    } else {
      waiting.add(receiver);
      ask();
    }
  }

  /** Looks the addresses up again if that is due. */
  void refresh() {
    long now = clock.millis();
    boolean isFresh = !known.isEmpty() && age(now) >= 0 && age(now) < FRESH_MILLIS;
    if (!isFresh && (now >= notBefore || notBefore - now > LOOKUP_RETRY_MILLIS)) {
      ask();
    }
  }

  /** Returns whether there is an address that has not been tried. */
  boolean hasOther(Set<Address> tried) {
    return isUsable() && !tried.containsAll(known.values());
  }

  /** Records a failure to connect to an address. */
  void failed(Address address) {
    address.avoidedUntil =
        clock.millis() + (FIRST_AVOIDANCE_MILLIS << Math.min(MAX_DOUBLINGS, address.failures++));
  }

  /**
   * Returns whether an address has so many connections that another should take over one of them.
   */
  boolean isCrowded(Address address) {
    long now = clock.millis();
    return known.values().stream()
        .anyMatch(other -> !isAvoided(other, now) && other.connections + 1 < address.connections);
  }

  /** Returns null if all are excluded. */
  private @Nullable Address best(Set<Address> tried) {
    long now = clock.millis();
    return known.values().stream()
        .filter(address -> !tried.contains(address))
        .min(
            Comparator.comparing((Address address) -> isAvoided(address, now))
                .thenComparingInt(address -> address.connections))
        .orElse(null);
  }

  /** Limits the wait, so that a clock that was set back does not exclude an address for long. */
  private static boolean isAvoided(Address address, long now) {
    long left = address.avoidedUntil - now;
    return address.failures > 0 && left > 0 && left <= FIRST_AVOIDANCE_MILLIS << MAX_DOUBLINGS;
  }

  private boolean isUsable() {
    long age = age(clock.millis());
    return !known.isEmpty() && age >= 0 && age < USABLE_MILLIS;
  }

  private long age(long now) {
    return now - knownAt;
  }

  private void ask() {
    if (isAsking) {
      return;
    }
    isAsking = true;
    var thread = new Thread(this::lookUp, "addresses");
    thread.setDaemon(true);
    thread.start();
  }

  private void lookUp() {
    List<InetAddress> found = List.of();
    String failure = "no addresses";
    try {
      found = lookup.of(host);
    } catch (UnknownHostException | RuntimeException e) {
      failure = Reason.of(e);
    }
    var addresses = found;
    String reason = "no address of " + host + ": " + failure;
    if (!loop.isShuttingDown()) {
      loop.execute(() -> answered(addresses, reason));
    }
  }

  private void answered(List<InetAddress> found, String failure) {
    isAsking = false;
    long now = clock.millis();
    if (found.isEmpty()) {
      notBefore = now + LOOKUP_RETRY_MILLIS;
    } else {
      var before = known;
      known = new LinkedHashMap<>();
      for (InetAddress ip : found) {
        known.put(ip, before.getOrDefault(ip, new Address(ip)));
      }
      knownAt = now;
    }
    var served = List.copyOf(waiting);
    waiting.clear();
    for (Receiver receiver : served) {
      receiver.receive(found.isEmpty() ? null : best(Set.of()), failure);
    }
  }
}
