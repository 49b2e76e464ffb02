package dev.fanfare.sockets.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The keys of an issuer, which changes them while we run. They are kept for ten minutes; a key id
 * that is not among them may be of a new key, and they are fetched again at once. But strangers can
 * make up key ids: so unknown ids fetch them twice a minute at most. Each environment of the
 * function counts for itself, and there are as many as handshakes are decided at the same time.
 * While the issuer cannot be reached, it is tried every five seconds, and what is there goes on for
 * an hour.
 */
public final class IssuerKeys {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Duration USABLE = Duration.ofHours(1);
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);
  private static final Duration BETWEEN_SEARCHES = Duration.ofSeconds(30);

  private final KeySource source;
  private final Clock clock;
  private final Consumer<String> log;
  private JWKSet keys = new JWKSet();
  private Instant fetchedAt = Instant.MIN;
  private Instant triedAt = Instant.MIN;

  /** When an unknown key id last made us fetch them. */
  private Instant searchedAt = Instant.MIN;

  public IssuerKeys(KeySource source, Clock clock, Consumer<String> log) {
    this.source = source;
    this.clock = clock;
    this.log = log;
  }

  /**
   * @throws IllegalStateException when there are no keys to look into: that is nobody's fault who
   *     connects
   */
  synchronized Optional<JWK> find(String id) {
    Instant now = clock.instant();
    if (isOlder(fetchedAt, FRESH, now)) {
      refresh(now);
    }
    if (keys.getKeyByKeyId(id) == null
        && isOlder(searchedAt, BETWEEN_SEARCHES, now)
        && refresh(now)) {
      searchedAt = now;
    }
    if (isOlder(fetchedAt, USABLE, now)) {
      throw new IllegalStateException("the issuer's keys cannot be had");
    }
    return Optional.ofNullable(keys.getKeyByKeyId(id));
  }

  /** Whether it was time to try. */
  private boolean refresh(Instant now) {
    if (!isOlder(triedAt, BETWEEN_FETCHES, now)) {
      return false;
    }
    triedAt = now;
    try {
      keys = JWKSet.parse(source.fetch());
      fetchedAt = now;
    } catch (IOException | ParseException e) {
      log.accept("WARN the issuer's keys cannot be had: " + e.getMessage());
    }
    return true;
  }

  private static boolean isOlder(Instant since, Duration age, Instant now) {
    return since.equals(Instant.MIN) || !now.isBefore(since.plus(age));
  }
}
