package dev.fanfare.prune;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Ends recorded stale connections, page by page, until done or out of time. */
final class Pruning {
  private final StaleRecords records;
  private final DoomedRows rows;

  Pruning(StaleRecords records, DoomedRows rows) {
    this.records = records;
    this.rows = rows;
  }

  /**
   * Goes on from a cursor. Doing a page twice is harmless: the rows are gone already.
   *
   * @param isTimeUp asked after each page
   * @param log takes lines for the operator
   * @return where it stopped
   */
  PruneCursor prune(
      String broadcastId, PruneCursor from, BooleanSupplier isTimeUp, Consumer<String> log) {
    PruneCursor at = from;
    while (!at.isFinished()) {
      at = prunePage(broadcastId, at, log);
      if (isTimeUp.getAsBoolean()) {
        break;
      }
    }
    return at;
  }

  private PruneCursor prunePage(String broadcastId, PruneCursor at, Consumer<String> log) {
    var page = records.read(broadcastId, at.partition(), at.after());
    var doomed = page.connections();
    if (!doomed.isEmpty()) {
      rows.delete(doomed, log);
    }
    long pruned = at.pruned() + doomed.size();
    return page.last()
        ? new PruneCursor(at.partition() + 1, null, pruned)
        : new PruneCursor(at.partition(), doomed.get(doomed.size() - 1).id(), pruned);
  }
}
