package dev.fanfare.sockets.identity;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Caches an issuer's keys and picks up key changes. Keys stay fresh for ten minutes. An unknown key
 * id may belong to a new key, so it triggers a fetch at once, but at most twice a minute, because
 * anyone can invent key ids. Each environment of the function has its own cache; there are as many
 * environments as concurrent handshakes. If the issuer is unreachable, fetches repeat at most every
 * five seconds, and the cached keys remain usable for an hour.
 */
public final class IssuerKeys {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Duration USABLE = Duration.ofHours(1);
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);
  private static final Duration BETWEEN_SEARCHES = Duration.ofSeconds(30);

  private final KeySource source;
  private final Clock clock;
  private final LambdaLogger log;
  private JWKSet keys = new JWKSet();
  private Instant fetchedAt = Instant.MIN;
  private Instant triedAt = Instant.MIN;

  /** The time of the last fetch for an unknown key id. */
  private Instant searchedAt = Instant.MIN;

  public IssuerKeys(KeySource source, Clock clock, LambdaLogger log) {
    this.source = source;
    this.clock = clock;
    this.log = log;
  }

  /**
   * @throws IllegalStateException if there are no usable keys, which is not the client's fault
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
      throw new IllegalStateException("cannot check tokens: the issuer's keys cannot be fetched");
    }
    return Optional.ofNullable(keys.getKeyByKeyId(id));
  }

  /** Fetches the keys; returns false if the last attempt was too recent. */
  private boolean refresh(Instant now) {
    if (!isOlder(triedAt, BETWEEN_FETCHES, now)) {
      return false;
    }
    triedAt = now;
    try {
      keys = JWKSet.parse(source.fetch());
      fetchedAt = now;
    } catch (IOException | ParseException e) {
      log.log("cannot fetch the issuer's keys: " + e.getMessage(), LogLevel.WARN);
    }
    return true;
  }

  private static boolean isOlder(Instant since, Duration age, Instant now) {
    return since.equals(Instant.MIN) || !now.isBefore(since.plus(age));
  }
}
