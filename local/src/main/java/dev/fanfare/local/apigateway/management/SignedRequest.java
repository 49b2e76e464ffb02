package dev.fanfare.local.apigateway.management;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at a SigV4 Authorization header as far as one can without the secret key: is it there, is
 * it SigV4, is it made for this service. The signature itself is not verified.
 */
final class SignedRequest {
  private static final Pattern SIGV4 =
      Pattern.compile(
          "AWS4-HMAC-SHA256 +Credential=[^/,\\s]+/\\d{8}/[^/,\\s]+/([^/,\\s]+)/aws4_request"
              + ", *SignedHeaders=[^,\\s]+, *Signature=\\w+");

  private SignedRequest() {}

  /** Why the request must be refused; empty when it need not. */
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
}
