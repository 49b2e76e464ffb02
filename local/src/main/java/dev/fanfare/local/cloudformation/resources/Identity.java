package dev.fanfare.local.cloudformation.resources;

import dev.fanfare.local.account.LocalAccount;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The names of a created resource.
 *
 * @param logicalId its key in the template
 * @param name its physical name, from the template or generated
 */
public record Identity(String logicalId, String name, StackIdentity stack) {
  private static final int ID_CHARS = 10;
  private static final BigInteger BASE = BigInteger.valueOf(36);

  public LocalAccount account() {
    return stack.account();
  }

  /**
   * An id in the form of API Gateway: ten lower-case letters and digits. It depends only on the
   * stack's name and the logical id, so a restarted stack has the same URLs.
   */
  public String generatedId() {
    return hash(stack.name() + "/" + logicalId);
  }

  /**
   * Returns a name for a resource that the template does not name: {@code <stack>-<logical id>}. A
   * name over the service's limit is truncated and ends in a hash. AWS appends random characters;
   * here the name is the same at every start.
   */
  static String generatedName(String stack, String logicalId, int limit) {
    var name = stack + "-" + logicalId;
    if (name.length() <= limit) {
      return name;
    }
    return name.substring(0, limit - ID_CHARS - 1) + "-" + hash(name);
  }

  private static String hash(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      var id = new BigInteger(1, digest).mod(BASE.pow(ID_CHARS)).toString(36);
      return "0".repeat(ID_CHARS - id.length()) + id;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
