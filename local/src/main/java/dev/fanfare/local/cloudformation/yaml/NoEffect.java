package dev.fanfare.local.cloudformation.yaml;

/**
 * A part of the template that the local stack accepts but that has no effect on one machine.
 *
 * @param path the place, such as {@code Resources.Outcomes.Properties.BucketEncryption}
 * @param line the line in the template, from 1
 * @param reason why it has no effect, in one phrase
 */
public record NoEffect(String path, int line, String reason) {
  public static final String NO_POLICIES = "no policy is evaluated on one machine";
}
