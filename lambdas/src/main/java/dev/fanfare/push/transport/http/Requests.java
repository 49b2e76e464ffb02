package dev.fanfare.push.transport.http;

import dev.fanfare.push.signing.Credentials;
import dev.fanfare.push.signing.PathEncoding;
import dev.fanfare.push.signing.PostSigner;
import dev.fanfare.push.signing.SigningScope;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Signs the requests of one message, one after the other. {@link #next} prepares the parts that the
 * two protocols then frame.
 */
final class Requests {
  static final String CONTENT_TYPE = "application/octet-stream";

  private final HttpSettings settings;
  private final byte[] message;
  private final Supplier<Credentials> credentials;
  private final InstantSource clock;
  private final PostSigner signer;

  private final PathEncoding id = new PathEncoding();
  private final byte[] signature = new byte[PostSigner.SIGNATURE_LENGTH];
  private int idLength;
  private @Nullable String sessionToken;
  private long second = Long.MIN_VALUE;
  private int version;

  /**
   * @param credentials called once per second, so that new credentials are used soon
   */
  Requests(
      HttpSettings settings,
      byte[] message,
      Supplier<Credentials> credentials,
      InstantSource clock) {
    this.settings = settings;
    this.message = message;
    this.credentials = credentials;
    this.clock = clock;
    this.signer =
        new PostSigner(
            new SigningScope(settings.region(), settings.host(), settings.path()), message);
  }

  /** Signs a post to this connection with the current time. */
  void next(String connectionId) {
    long now = Math.floorDiv(clock.millis(), 1_000L);
    if (now != second) {
      second = now;
      Credentials current = credentials.get();
      sessionToken = current.sessionToken();
      version += signer.at(now, current) ? 1 : 0;
    }
    idLength = id.encode(connectionId);
    signer.sign(id.bytes(), idLength, signature, 0);
  }

  /**
   * Returns a version that changes whenever anything except the id and the signature changes, such
   * as the date or the credentials.
   */
  int version() {
    return version;
  }

  HttpSettings settings() {
    return settings;
  }

  byte[] message() {
    return message;
  }

  byte[] id() {
    return id.bytes();
  }

  int idLength() {
    return idLength;
  }

  byte[] signature() {
    return signature;
  }

  byte[] amzDate() {
    return signer.amzDate();
  }

  byte[] authorizationPrefix() {
    return signer.authorizationPrefix();
  }

  /** Returns the session token; null if there is none. */
  @Nullable String sessionToken() {
    return sessionToken;
  }
}
