package dev.fanfare.push;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Refused posts of one push, to be told loudly but shortly: the first three, then a count. */
final class Refusals {
  private static final int TOLD = 3;

  private final List<String> first = new ArrayList<>();
  private long count;

  void add(String connectionId, String detail) {
    if (count++ < TOLD) {
      first.add(connectionId + " (" + detail + ")");
    }
  }

  /** A line for the log, when there is something to tell. */
  Optional<String> told() {
    return count == 0
        ? Optional.empty()
        : Optional.of(
            count
                + " posts refused: "
                + String.join(", ", first)
                + (count > TOLD ? ", …" : "")
                + "; check CONNECTIONS_ENDPOINT and execute-api:ManageConnections");
  }
}
