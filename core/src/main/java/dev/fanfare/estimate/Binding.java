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
  STEPS("steps", "nothing that can be set: the steps around the posts take longer than the posts");

  private final String word;
  private final String meaning;

  Binding(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  @JsonValue
  public String word() {
    return word;
  }

  public String meaning() {
    return meaning;
  }
}
