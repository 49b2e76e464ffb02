package dev.fanfare.local.cloudformation.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the problems of a template, so that its author sees them all at once. It keeps each
 * problem once, although both the check of references and their resolution may find it.
 */
public final class Problems {
  private static final int MAX_SHOWN_CHARS = 80;

  private final Set<Problem> found = new LinkedHashSet<>();

  public void add(String path, Value value, String rule) {
    add(path, value.line(), value.toString(), rule);
  }

  public void add(String path, int line, String value, String rule) {
    found.add(new Problem(path, line, shortened(value), rule));
  }

  /** Reports a missing value; {@code line} is the line of the block that must contain it. */
  public void missing(String path, int line, String rule) {
    found.add(new Problem(path, line, "", rule));
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public int count() {
    return found.size();
  }

  /** All problems, ordered by line. */
  public List<Problem> list() {
    var list = new ArrayList<>(found);
    list.sort(Comparator.comparingInt(Problem::line));
    return list;
  }

  private static String shortened(String value) {
    return value.length() <= MAX_SHOWN_CHARS ? value : value.substring(0, MAX_SHOWN_CHARS) + "...";
  }
}
