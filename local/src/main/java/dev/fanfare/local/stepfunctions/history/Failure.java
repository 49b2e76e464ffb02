package dev.fanfare.local.stepfunctions.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An error of a state or an execution.
 *
 * @param error the error's name, which retriers and catchers match; at most 256 characters
 * @param cause a description, or the JSON of a function's error; at most 32,768 characters
 */
public record Failure(Optional<String> error, Optional<String> cause) {
  private static final int MAX_ERROR_CHARS = 256;
  private static final int MAX_CAUSE_CHARS = 32_768;

  public Failure {
    error = error.map(text -> shortened(text, MAX_ERROR_CHARS));
    cause = cause.map(text -> shortened(text, MAX_CAUSE_CHARS));
  }

  public static Failure of(String error, String cause) {
    return new Failure(Optional.of(error), Optional.of(cause));
  }

  public static Failure of(String error) {
    return new Failure(Optional.of(error), Optional.empty());
  }

  public String name() {
    return error.orElse("");
  }

  /** The details of a history event, without absent fields. */
  public Map<String, Object> details() {
    var details = new LinkedHashMap<String, Object>();
    error.ifPresent(text -> details.put("error", text));
    cause.ifPresent(text -> details.put("cause", text));
    return details;
  }

  /** The value of {@code $states.errorOutput} in a catcher. */
  public Map<String, Object> output() {
    var output = new LinkedHashMap<String, Object>();
    output.put("Error", name());
    output.put("Cause", cause.orElse(""));
    return output;
  }

  private static String shortened(String text, int chars) {
    return text.length() <= chars ? text : text.substring(0, chars);
  }
}
