package dev.fanfare.local.cloudformation.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the problems of a template, so that its author sees all of them at once. Each problem is
 * kept once, although two steps may find it: the check of all references and their resolution.
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

  /** Reports that something is missing; {@code line} is the line of the block it belongs to. */
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
