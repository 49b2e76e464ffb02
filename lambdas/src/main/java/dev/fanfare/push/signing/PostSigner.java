package dev.fanfare.push.signing;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Signs the posts of one broadcast (SigV4). Not thread-safe.
 *
 * <p>The message is hashed once, and the key is derived once per day and credentials. Everything
 * except the connection id is prepared once per second. Each post then takes one hash over the
 * canonical request and one over each half of the HMAC.
 */
public final class PostSigner {
  /** The number of hexadecimal digits in a signature. */
  public static final int SIGNATURE_LENGTH = 2 * Sha256.DIGEST_BYTES;

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int DAY_LENGTH = "uuuuMMdd".length();

  private final SigningScope scope;
  private final String service;
  private final String payloadHash;
  private final byte[] hash = new byte[Sha256.DIGEST_BYTES];
  private final byte[] hashDigits = new byte[SIGNATURE_LENGTH];

  /** Null until {@link #at} is called. */
  private @Nullable DayKey dayKey;

  /** Null until {@link #at} is called. */
  private @Nullable Prepared prepared;

  /** The signing key of one day and one set of credentials. */
  private record DayKey(String day, Credentials credentials, HmacSha256 key) {}

  /** The parts that the posts of one second share. */
  private record Prepared(
      long second,
      byte[] amzDate,
      byte[] authorizationPrefix,
      CanonicalPost canonical,
      HmacSha256 stringToSign) {}

  public PostSigner(SigningScope scope, byte[] message) {
    this(scope, "execute-api", message);
  }

  /** For AWS's own examples, which use another service. */
  PostSigner(SigningScope scope, String service, byte[] message) {
    this.scope = requireNonNull(scope);
    this.service = service;
    new Sha256().update(message).finish(hash);
    Hex.write(hash, hashDigits, 0);
    this.payloadHash = new String(hashDigits, StandardCharsets.US_ASCII);
  }

  /**
   * Sets the time and the credentials of the following posts. Costs almost nothing if neither has
   * changed.
   *
   * @return whether {@link #amzDate} and {@link #authorizationPrefix} have changed
   */
  public boolean at(long epochSecond, Credentials newCredentials) {
    requireNonNull(newCredentials);
    DayKey key = dayKey;
    boolean sameCredentials = key != null && newCredentials.equals(key.credentials());
    if (sameCredentials && prepared != null && epochSecond == prepared.second()) {
      return false;
    }
    String date = DATE.format(Instant.ofEpochSecond(epochSecond));
    String day = date.substring(0, DAY_LENGTH);
    if (key == null || !sameCredentials || !day.equals(key.day())) {
      key = derive(day, newCredentials);
      dayKey = key;
    }
    prepared = prepare(epochSecond, date, key);
    return true;
  }

  private DayKey derive(String day, Credentials credentials) {
    String secret = credentials.secretAccessKey();
    var key = new HmacSha256(SigningKey.derive(secret, day, scope.region(), service));
    return new DayKey(day, credentials, key);
  }

  private Prepared prepare(long epochSecond, String date, DayKey key) {
    Credentials credentials = key.credentials();
    String token = credentials.sessionToken();
    String headers = "host;x-amz-date" + (token == null ? "" : ";x-amz-security-token");
    String keyScope = key.day() + "/" + scope.region() + "/" + service + "/aws4_request";
    byte[] authorizationPrefix =
        ascii(
            (ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + keyScope)
                + (", SignedHeaders=" + headers + ", Signature="));
    return new Prepared(
        epochSecond,
        ascii(date),
        authorizationPrefix,
        new CanonicalPost(scope, date, headers, token, payloadHash),
        key.key().after(ascii(ALGORITHM + "\n" + date + "\n" + keyScope + "\n")));
  }

  private Prepared prepared() {
    return requireNonNull(prepared, "at() must be called first");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Returns the {@code x-amz-date} header of the current second, such as {@code 20261122T080000Z}.
   * Not a copy; {@link #at} replaces the array and never changes its content.
   */
  public byte[] amzDate() {
    return prepared().amzDate();
  }

  /**
   * Returns the {@code Authorization} header up to the signature. Not a copy; {@link #at} replaces
   * the array and never changes its content.
   */
  public byte[] authorizationPrefix() {
    return prepared().authorizationPrefix();
  }

  /**
   * Writes the {@value #SIGNATURE_LENGTH} digits of a post's signature. Call {@link #at} first.
   *
   * @param encodedId the id in the request path, percent-encoded once ({@link PathEncoding})
   */
  public void sign(byte[] encodedId, int length, byte[] out, int at) {
    Prepared current = prepared();
    current.canonical().hash(encodedId, length, hash);
    Hex.write(hash, hashDigits, 0);
    current.stringToSign().write(hashDigits, hash);
    Hex.write(hash, out, at);
  }
}
