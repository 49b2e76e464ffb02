package dev.fanfare.push;

import dev.fanfare.push.progress.ProgressLog;
import dev.fanfare.tables.ProgressRow;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Keeps every row that a call writes, or fails while a test says so. */
final class MemoryProgressLog implements ProgressLog {
  private final List<ProgressRow> rows = new ArrayList<>();
  private int calls;
  private boolean isDown;

  void goDown() {
    isDown = true;
  }

  @Override
  public synchronized OptionalInt begin(ProgressRow row) {
    write(row.ofCall(calls + 1));
    return OptionalInt.of(++calls);
  }

  @Override
  public synchronized void write(ProgressRow row) {
    if (isDown) {
      throw new IllegalStateException("no route to DynamoDB");
    }
    rows.add(row);
  }

  synchronized List<ProgressRow> rows() {
    return List.copyOf(rows);
  }

  ProgressRow last() {
    return rows().get(rows().size() - 1);
  }
}
