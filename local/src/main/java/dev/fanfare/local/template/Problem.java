package dev.fanfare.local.template;

/**
 * One reason why a template cannot be used.
 *
 * @param path where, such as {@code Resources.Jobs.Properties.VisibilityTimeout}
 * @param line the line in the template, from 1; 0 when the fault is not in the file, such as a
 *     parameter's given value
 * @param value what stands there, shortened; empty when something is missing
 * @param rule what should stand there, or why this cannot be
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
