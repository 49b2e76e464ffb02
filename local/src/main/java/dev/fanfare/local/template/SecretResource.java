package dev.fanfare.local.template;

/**
 * A secret that is generated.
 *
 * @param length in characters
 * @param hasPunctuation whether it may hold other than letters and digits
 */
public record SecretResource(
    String logicalId, String name, String arn, int length, boolean hasPunctuation) {}
