package dev.fanfare.local.secretsmanager;

/**
 * A secret of the template, whose value is generated.
 *
 * @param length the number of characters, at least 1
 * @param hasPunctuation whether the value may contain more than letters and digits
 */
public record SecretSpec(
    String logicalId, String name, String arn, int length, boolean hasPunctuation) {
  public SecretSpec {
    if (length < 1) {
      throw new IllegalArgumentException("PasswordLength is " + length + ", must be at least 1");
    }
  }
}
