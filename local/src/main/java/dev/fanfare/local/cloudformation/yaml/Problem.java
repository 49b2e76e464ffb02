package dev.fanfare.local.cloudformation.yaml;

/**
 * One reason why a template cannot be used.
 *
 * @param path the place, such as {@code Resources.Jobs.Properties.VisibilityTimeout}
 * @param line the line in the template, from 1; 0 if it is outside the file, for example in a given
 *     parameter
 * @param value the value there, truncated; empty if a value is missing
 * @param rule what the value must be, or why it is not allowed
 */
public record Problem(String path, int line, String value, String rule) {

  @Override
  public String toString() {
    var text = new StringBuilder(path);
    if (line > 0) {
      text.append(" (line ").append(line).append(')');
    }
    if (!value.isEmpty()) {
      text.append(" is '").append(value).append('\'');
    }
    return text.append(": ").append(rule).toString();
  }
}
