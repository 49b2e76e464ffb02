package dev.fanfare.local.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host name that begins with a bucket, as SDKs send it to an endpoint with a name: {@code
 * bucket.localhost} or {@code bucket.s3.localhost}.
 */
public final class BucketHost {
  private static final Pattern HOST =
      Pattern.compile(
          "(?!s3\\.)([a-z0-9][a-z0-9.-]*?)(\\.s3(\\.[a-z0-9-]+)?)?\\.localhost(:\\d+)?");

  private BucketHost() {}

  /**
   * @param header the Host header as received
   * @return the bucket; empty if the name has none
   */
  public static Optional<String> bucket(String header) {
    Matcher host = HOST.matcher(header.toLowerCase(Locale.ROOT));
    return host.matches() ? Optional.of(host.group(1)) : Optional.empty();
  }
}
