package dev.fanfare.push.signing;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * AWS credentials that sign posts.
 *
 * @param sessionToken the token of temporary credentials, such as those of a Lambda function; null
 *     or empty for those of a user
 */
public record Credentials(
    String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {

  /**
   * @throws IllegalArgumentException if a part is missing or not valid in a header; the message
   *     never contains a secret
   */
  public Credentials {
    requireHeaderText("access key id", accessKeyId);
    requireHeaderText("secret access key", secretAccessKey);
    if (sessionToken != null && sessionToken.isEmpty()) {
      sessionToken = null;
    }
    if (sessionToken != null) {
      requireHeaderText("session token", sessionToken);
    }
  }

  /**
   * Rejects blanks, which would have to be folded before signing, and line breaks, which would
   * forge headers.
   */
  private static void requireHeaderText(String what, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      throw new IllegalArgumentException("no " + what);
    }
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(what + " has characters other than visible ASCII");
    }
  }

  /** Explicit, because a record's default method generates code at its first call. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Credentials credentials
            && accessKeyId.equals(credentials.accessKeyId)
            && secretAccessKey.equals(credentials.secretAccessKey)
            && Objects.equals(sessionToken, credentials.sessionToken));
  }

  @Override
  public int hashCode() {
    return accessKeyId.hashCode();
  }

  /** Omits the secrets, because records end up in logs. */
  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + (sessionToken == null ? "" : ", with session") + "]";
  }
}
