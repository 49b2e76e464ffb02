package dev.fanfare.local.cloudformation.functions;

import dev.fanfare.local.cloudformation.yaml.Problems;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.Optional;

/** The section {@code Mappings}: each constant has two keys. */
public record Mappings(Value.Fields mappings, Problems problems) {

  /** Returns the result of {@code Fn::FindInMap} for {@code [map, first key, second key]}. */
  Value find(Value keys, int line, String path) {
    Optional<Value> found = Optional.of(mappings);
    if (!(keys instanceof Value.Items items) || items.items().size() != 3) {
      problems.add(path, keys, "Fn::FindInMap needs the name of a map and two keys");
      return new Value.Unresolvable(line);
    }
    for (var key : items.items()) {
      if (key instanceof Value.Unresolvable) {
        return key;
      }
      found =
          found
              .filter(Value.Fields.class::isInstance)
              .map(Value.Fields.class::cast)
              .flatMap(fields -> fields.get(key.toString()));
    }
    if (found.isEmpty() || found.get() instanceof Value.Fields) {
      problems.add(path, line, keys.toString(), "no entry of Mappings has these keys");
      return new Value.Unresolvable(line);
    }
    return found.get();
  }
}
