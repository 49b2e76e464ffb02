package dev.fanfare.estimate;

import com.fasterxml.jackson.annotation.JsonValue;

/** The limit that determines how long the posts take; raising any other limit has no effect. */
public enum Binding {
  RATE("rate", "the broadcast's own rate"),
  SHARE("share", "PostRatePercent of AccountPostRate"),
  QUOTA("quota", "the account's quota of requests per second"),
  PUSHERS("pushers", "PushConcurrency and PostsInFlight"),
  MACHINE("machine", "the one machine that all pushers share"),
  DISPATCH("dispatch", "how fast a Map Run starts children"),
  STEPS("steps", "none of the settings: the other steps take longer than the posts");

  private final String word;
  private final String meaning;

  Binding(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /** The name used in JSON. */
  @JsonValue
  public String word() {
    return word;
  }

  /** The limit in words, with the settings that change it, for display. */
  public String meaning() {
    return meaning;
  }
}
