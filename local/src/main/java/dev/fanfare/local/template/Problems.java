package dev.fanfare.local.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects problems, each once, so that a template's author sees all of them in one go. The same
 * fault may be met twice, by the check of all references and by the step that resolves them.
 */
final class Problems {
  private static final int SHOWN_CHARS = 80;

  private final Set<Problem> found = new LinkedHashSet<>();

  void add(String path, Value value, String rule) {
    found.add(new Problem(path, value.line(), shortened(value.toString()), rule));
  }

  void add(String path, int line, String value, String rule) {
    found.add(new Problem(path, line, shortened(value), rule));
  }

  /** Something that should be there is not; {@code line} is that of the block it belongs in. */
  void missing(String path, int line, String rule) {
    found.add(new Problem(path, line, "", rule));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  int count() {
    return found.size();
  }

  /** By line, so that they can be mended from top to bottom. */
  List<Problem> list() {
    var list = new ArrayList<>(found);
    list.sort(Comparator.comparingInt(Problem::line));
    return list;
  }

  private static String shortened(String value) {
    return value.length() <= SHOWN_CHARS ? value : value.substring(0, SHOWN_CHARS) + "...";
  }
}
