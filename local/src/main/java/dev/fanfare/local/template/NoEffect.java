package dev.fanfare.local.template;

/**
 * Something the template says that was checked and accepted, but changes nothing on one machine.
 *
 * @param path where, such as {@code Resources.Outcomes.Properties.BucketEncryption}
 * @param line the line in the template, from 1
 * @param reason why it has no effect, in one phrase
 */
public record NoEffect(String path, int line, String reason) {}
