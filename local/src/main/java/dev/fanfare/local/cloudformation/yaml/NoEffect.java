package dev.fanfare.local.cloudformation.yaml;

/**
 * A part of the template that the local stack accepts but that has no effect on one machine.
 *
 * @param path where it is, such as {@code Resources.Outcomes.Properties.BucketEncryption}
 * @param line the line in the template, from 1
 * @param reason why it has no effect, in one phrase
 */
public record NoEffect(String path, int line, String reason) {
  public static final String NOT_ENCRYPTED = "nothing is encrypted on one machine";
  public static final String NOT_BILLED = "nothing is billed on one machine";
  public static final String NOT_SHOWN = "nothing shows it";
  public static final String NO_POLICIES = "no policy is evaluated on one machine";
  public static final String NO_TAGS = "nothing reads tags";
  public static final String NO_TRACES = "nothing collects traces";
  public static final String KEPT_WHILE_RUNNING = "all data is kept while the stack runs";
}
