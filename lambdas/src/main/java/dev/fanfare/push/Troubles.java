package dev.fanfare.push;

import java.util.ArrayList;
import java.util.List;

/** Posts that were refused or failed permanently. It reports the first three and a count. */
final class Troubles {
  private final Kind refused = new Kind();
  private final Kind unreachable = new Kind();

  void refused(String connectionId, String detail) {
    refused.add(connectionId, detail);
  }

  void unreachable(String connectionId, String detail) {
    unreachable.add(connectionId, detail);
  }

  /** Returns lines for the log; empty if there is no trouble. */
  List<String> told() {
    var lines = new ArrayList<String>();
    if (refused.count > 0) {
      lines.add(
          refused.told("posts refused")
              + "; check CONNECTIONS_ENDPOINT and execute-api:ManageConnections");
    }
    if (unreachable.count > 0) {
      lines.add(unreachable.told("connections unreachable"));
    }
    return lines;
  }

  private static final class Kind {
    private static final int TOLD = 3;

    private final List<String> first = new ArrayList<>();
    private long count;

    private void add(String connectionId, String detail) {
      if (count++ < TOLD) {
        first.add(connectionId + " (" + detail + ")");
      }
    }

    private String told(String what) {
      return count + " " + what + ": " + String.join(", ", first) + (count > TOLD ? ", …" : "");
    }
  }
}
