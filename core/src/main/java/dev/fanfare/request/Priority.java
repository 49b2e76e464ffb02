package dev.fanfare.request;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whose posts come first when there are more than the account may make. */
public enum Priority {
  /** An operator's: it may use every post that broadcasts may make. */
  NORMAL("normal"),

  /** What clients cause: all of it together gets {@code ClientRatePercent} of those posts. */
  LOW("low");

  private final String word;

  Priority(String word) {
    this.word = word;
  }

  @JsonValue
  public String word() {
    return word;
  }

  public static Optional<Priority> of(String word) {
    return Arrays.stream(values()).filter(priority -> priority.word.equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Priority::word).toList();
  }
}
