package dev.fanfare.cli.text;

import dev.fanfare.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text table with a header. Each column is as wide as its widest cell. Lines have no trailing
 * spaces.
 */
public final class Table {
  private static final String INDENT = "  ";
  private static final String GAP = "  ";

  private final List<String> head;
  private final boolean[] right;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param head the column names; a leading {@code >} aligns the column to the right and is not
   *     printed
   */
  public Table(String... head) {
    this.head = new ArrayList<>();
    this.right = new boolean[head.length];
    for (int column = 0; column < head.length; column++) {
      right[column] = head[column].startsWith(">");
      this.head.add(right[column] ? head[column].substring(1) : head[column]);
    }
  }

  /**
   * Adds a row. A cell is a text, a whole number, which is printed with thousands separators, or
   * null for an empty cell.
   *
   * @throws IllegalArgumentException if the number of cells is not the number of columns
   */
  public Table row(@Nullable Object... cells) {
    if (cells.length != head.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + head.size() + " columns");
    }
    var row = new ArrayList<String>();
    for (@Nullable Object cell : cells) {
      row.add(text(cell));
    }
    rows.add(row);
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Returns the header and the rows. The header is there even without rows. */
  public List<String> lines() {
    int[] widths = widths();
    var lines = new ArrayList<String>();
    lines.add(line(head, widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  /** Returns the rows without the header. */
  public List<String> body() {
    return lines().subList(1, rows.size() + 1);
  }

  private int[] widths() {
    var widths = new int[head.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = head.get(column).length();
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return widths;
  }

  private String line(List<String> cells, int[] widths) {
    var line = new StringBuilder(INDENT);
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      String blanks = " ".repeat(widths[column] - cell.length());
      line.append(column == 0 ? "" : GAP).append(right[column] ? blanks + cell : cell + blanks);
    }
    return line.toString().stripTrailing();
  }

  private static String text(@Nullable Object cell) {
    if (cell == null) {
      return "";
    }
    boolean isWhole = cell instanceof Integer || cell instanceof Long;
    return isWhole
        ? String.format(Locale.ROOT, "%,d", ((Number) cell).longValue())
        : Printable.of(cell.toString());
  }
}
