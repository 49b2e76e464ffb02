package dev.fanfare.request;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The order of posts when the account's rate does not allow all of them. */
public enum Priority {
  /** Operators' broadcasts: they may use the whole rate of broadcasts. */
  NORMAL("normal"),

  /** Broadcasts caused by clients: together they get {@code ClientRatePercent} of that rate. */
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
