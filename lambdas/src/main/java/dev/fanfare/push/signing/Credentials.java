package dev.fanfare.push.signing;

import java.util.Objects;

/**
 * What proves to AWS who posts.
 *
 * @param sessionToken of temporary credentials, as a Lambda has; null (or empty, as an unset
 *     variable often is) for those of a user
 */
public record Credentials(String accessKeyId, String secretAccessKey, String sessionToken) {

  /**
   * @throws IllegalArgumentException when something is missing or could not stand in a header; the
   *     text never shows a secret
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

  /** Blanks would have to be folded before signing, and line ends would forge headers. */
  private static void requireHeaderText(String what, String text) {
    if (text == null || text.isEmpty()) {
      throw new IllegalArgumentException("no " + what);
    }
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(what + " has characters other than visible ASCII");
    }
  }

  /** Written out, since a record's own would generate code when it is first called. */
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

  /** Without the secrets, since records end up in logs. */
  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + (sessionToken == null ? "" : ", with session") + "]";
  }
}
