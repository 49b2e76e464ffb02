package dev.fanfare.cli.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Things that are looked at again and again; those that nobody has looked at for long are let go.
 */
final class Recent<T> {
  private final int most;
  private final Map<String, T> things = new LinkedHashMap<>();

  /**
   * @param most how many are kept
   */
  Recent(int most) {
    this.most = most;
  }

  synchronized T get(String name, Function<String, T> make) {
    T thing = things.remove(name);
    if (thing == null) {
      thing = make.apply(name);
    }
    things.put(name, thing);
    if (things.size() > most) {
      things.remove(things.keySet().iterator().next());
    }
    return thing;
  }
}
