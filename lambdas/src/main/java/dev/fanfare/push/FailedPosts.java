package dev.fanfare.push;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.util.ArrayList;
import java.util.List;

/** Posts that were refused or failed permanently. It reports the first three and a count. */
final class FailedPosts {
  private final Kind refused = new Kind();
  private final Kind unreachable = new Kind();

  void refused(String connectionId, String detail) {
    refused.add(connectionId, detail);
  }

  void unreachable(String connectionId, String detail) {
    unreachable.add(connectionId, detail);
  }

  /**
   * Logs the failures. Refused posts need the operator. Unreachable connections are retried in the
   * next round.
   */
  void log(LambdaLogger log) {
    if (refused.count > 0) {
      log.log(refusals(), LogLevel.ERROR);
    }
    if (unreachable.count > 0) {
      log.log(failures(), LogLevel.WARN);
    }
  }

  /** Returns the failures as text; empty if there are none. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    if (refused.count > 0) {
      lines.add(refusals());
    }
    if (unreachable.count > 0) {
      lines.add(failures());
    }
    return lines;
  }

  private String refusals() {
    return refused.line("posts refused")
        + "; check CONNECTIONS_ENDPOINT and execute-api:ManageConnections";
  }

  private String failures() {
    return unreachable.line("connections unreachable");
  }

  private static final class Kind {
    private static final int MAX_NAMED = 3;

    private final List<String> first = new ArrayList<>();
    private long count;

    private void add(String connectionId, String detail) {
      if (count++ < MAX_NAMED) {
        first.add(connectionId + " (" + detail + ")");
      }
    }

    private String line(String what) {
      return count
          + " "
          + what
          + ": "
          + String.join(", ", first)
          + (count > MAX_NAMED ? ", …" : "");
    }
  }
}
