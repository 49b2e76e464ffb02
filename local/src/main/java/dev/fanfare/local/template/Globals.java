package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.block;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The section {@code Globals}: properties that every function has. They are merged as SAM does it:
 * mappings key by key, lists one after the other with the global items first, and anything else is
 * overridden by what the function says itself.
 */
final class Globals {
  private static final List<String> NOT_GLOBAL =
      List.of("FunctionName", "Role", "Policies", "Events", "VersionDescription");

  private Globals() {}

  /** The properties of {@code Globals.Function}; those of other types are refused. */
  static Value.Fields ofFunctions(Value.Fields globals, Problems problems) {
    Value.Fields found = Value.Fields.empty(globals.line());
    for (var entry : globals.entries().entrySet()) {
      var path = "Globals." + entry.getKey();
      if (!entry.getKey().equals("Function")) {
        problems.add(
            path,
            entry.getValue().line(),
            entry.getKey(),
            "the local stack knows only Globals.Function");
      } else if (entry.getValue() instanceof Value.Fields fields) {
        checkNames(fields, path, problems);
        found = fields;
      } else {
        problems.add(path, entry.getValue(), "must be a block of properties");
      }
    }
    return found;
  }

  static Value.Fields merged(Value.Fields globals, Value.Fields own) {
    var merged = new LinkedHashMap<>(globals.entries());
    own.entries().forEach((name, value) -> merged.merge(name, value, Globals::merged));
    return new Value.Fields(merged, own.line());
  }

  private static Value merged(Value global, Value own) {
    var isCall = Intrinsic.of(global).isPresent() || Intrinsic.of(own).isPresent();
    if (!isCall && global instanceof Value.Fields left && own instanceof Value.Fields right) {
      return merged(left, right);
    }
    if (global instanceof Value.Items left && own instanceof Value.Items right) {
      var items = new ArrayList<>(left.items());
      items.addAll(right.items());
      return new Value.Items(items, own.line());
    }
    return own;
  }

  private static void checkNames(Value.Fields fields, String path, Problems problems) {
    var known = FunctionType.TYPE.properties().without(NOT_GLOBAL);
    var anything = block();
    for (var property : known.properties()) {
      anything = anything.and(property.name(), new Shape.Anything());
    }
    // Only the keys: the values are checked where they end up, in each function.
    new ShapeCheck("Globals.Function", problems, new ArrayList<>()).check(fields, anything, path);
  }
}
