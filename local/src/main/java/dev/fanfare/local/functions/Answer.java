package dev.fanfare.local.functions;

import java.util.Optional;

/**
 * What an environment answered.
 *
 * @param payload the function's answer or its error, JSON as UTF-8
 * @param error {@code Unhandled} if it is an error
 * @param spent whether the environment must not be used again
 */
record Answer(byte[] payload, Optional<String> error, boolean spent) {
  private static final Optional<String> UNHANDLED = Optional.of("Unhandled");

  static Answer of(byte[] payload) {
    return new Answer(payload, Optional.empty(), false);
  }

  static Answer failed(FunctionError error) {
    return new Answer(error.toJson(), UNHANDLED, false);
  }

  static Answer spent(FunctionError error) {
    return new Answer(error.toJson(), UNHANDLED, true);
  }
}
