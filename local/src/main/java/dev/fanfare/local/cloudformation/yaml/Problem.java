package dev.fanfare.local.cloudformation.yaml;

/**
 * One reason why a template cannot be used.
 *
 * @param path where it is, such as {@code Resources.Jobs.Properties.VisibilityTimeout}
 * @param line the line in the template, from 1; 0 if the problem is outside of the file, such as in
 *     the value given for a parameter
 * @param value the value found there, shortened; empty if something is missing
 * @param rule what the value must be, or why it is not possible
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
