package dev.fanfare.sockets.identity;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Reads the ticket key from Secrets Manager. The first use fetches it, so that no snapshot of the
 * function contains it. It is fetched again every five minutes, so that a new key takes effect.
 */
public final class SdkTicketKey implements TicketKey {
  private static final Duration CACHE_TIME = Duration.ofMinutes(5);

  private final SecretsManagerClient secrets;
  private final String secretId;
  private final Clock clock;
  private @Nullable CachedKey fetched;

  private record CachedKey(byte[] key, Instant at) {}

  public SdkTicketKey(SecretsManagerClient secrets, String secretId, Clock clock) {
    this.secrets = secrets;
    this.secretId = secretId;
    this.clock = clock;
  }

  @Override
  public synchronized byte[] bytes() {
    Instant now = clock.instant();
    CachedKey current = fetched;
    if (current == null || !now.isBefore(current.at().plus(CACHE_TIME))) {
      String secret = secrets.getSecretValue(get -> get.secretId(secretId)).secretString();
      current = new CachedKey(secret.getBytes(StandardCharsets.UTF_8), now);
      fetched = current;
    }
    return current.key();
  }
}
