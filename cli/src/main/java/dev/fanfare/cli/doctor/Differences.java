package dev.fanfare.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Compares two trees and returns the paths of the values that differ. */
final class Differences {
  private static final int MAX_LISTED = 3;

  private final List<String> paths = new ArrayList<>();
  private final Set<String> ignored;
  private final BiPredicate<String, String> areEqual;

  private Differences(Set<String> ignored, BiPredicate<String, String> areEqual) {
    this.ignored = ignored;
    this.areEqual = areEqual;
  }

  /**
   * @param here a tree that {@link NormalizedTemplate} read
   * @param there the other tree
   * @param ignored names whose values are not compared, on any level
   * @param areEqual whether a text of {@code here} and one of {@code there} count as equal
   */
  static List<String> between(
      Object here, Object there, Set<String> ignored, BiPredicate<String, String> areEqual) {
    var differences = new Differences(ignored, areEqual);
    differences.compare("", here, there);
    return differences.paths;
  }

  /** Returns the first three paths and the total, in one line. */
  static String summary(List<String> paths) {
    return String.join(", ", paths.subList(0, Math.min(MAX_LISTED, paths.size())))
        + (paths.size() > MAX_LISTED ? ", … (" + paths.size() + " in all)" : "");
  }

  private void compare(String path, @Nullable Object here, @Nullable Object there) {
    if (here instanceof Map<?, ?> one && there instanceof Map<?, ?> other) {
      compareMaps(path, one, other);
    } else if (here instanceof List<?> one && there instanceof List<?> other) {
      compareLists(path, one, other);
    } else if (!(here instanceof String one && there instanceof String other)
        || !areEqual.test(one, other)) {
      paths.add(path.isEmpty() ? "the whole document" : path);
    }
  }

  private void compareMaps(String path, Map<?, ?> here, Map<?, ?> there) {
    var names = new TreeSet<String>();
    here.keySet().forEach(name -> names.add((String) name));
    there.keySet().forEach(name -> names.add((String) name));
    names.removeAll(ignored);
    names.forEach(
        name ->
            compare(path.isEmpty() ? name : path + "." + name, here.get(name), there.get(name)));
  }

  private void compareLists(String path, List<?> here, List<?> there) {
    if (here.size() != there.size()) {
      paths.add(path);
      return;
    }
    for (int i = 0; i < here.size(); i++) {
      compare(path + "[" + i + "]", here.get(i), there.get(i));
    }
  }
}
