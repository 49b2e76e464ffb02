package dev.fanfare.local.apigateway.management;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the parts of a SigV4 signature that need no secret key: it must exist, be complete and
 * name this service. It does not verify the signature itself.
 */
final class SignedRequest {
  static final String DATE_HEADER = "x-amz-date";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern SIGV4 =
      Pattern.compile(
          "AWS4-HMAC-SHA256 +Credential=[^/,\\s]+/\\d{8}/[^/,\\s]+/([^/,\\s]+)/aws4_request"
              + ", *SignedHeaders=[^,\\s]+, *Signature=\\w+");

  private SignedRequest() {}

  /** The message of the error; empty if the header is valid. */
  static Optional<String> objection(String authorization) {
    if (authorization == null || authorization.isBlank()) {
      return Optional.of("Missing Authentication Token");
    }
    Matcher matcher = SIGV4.matcher(authorization.strip());
    if (!matcher.matches()) {
      return Optional.of("Authorization header is not a complete AWS4-HMAC-SHA256 signature.");
    }
    return matcher.group(1).equals("execute-api")
        ? Optional.empty()
        : Optional.of("Credential should be scoped to correct service: 'execute-api'.");
  }

  /**
   * The second in which the request was signed.
   *
   * @param header the date header; null if it is missing
   * @return {@link Instant#EPOCH} if the header is not a date
   */
  static Instant signedAt(String header) {
    try {
      return header == null ? Instant.EPOCH : DATE.parse(header, Instant::from);
    } catch (DateTimeParseException notADate) {
      return Instant.EPOCH;
    }
  }
}
