package dev.fanfare.local.secretsmanager;

/**
 * A secret of the template, which is generated.
 *
 * @param length in characters, at least 1
 * @param hasPunctuation whether it may have other characters than letters and digits
 */
public record SecretSpec(
    String logicalId, String name, String arn, int length, boolean hasPunctuation) {
  public SecretSpec {
    if (length < 1) {
      throw new IllegalArgumentException("PasswordLength is " + length + ", must be at least 1");
    }
  }
}
