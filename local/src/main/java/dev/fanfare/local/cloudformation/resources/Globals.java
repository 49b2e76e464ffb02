package dev.fanfare.local.cloudformation.resources;

import dev.fanfare.local.cloudformation.functions.Intrinsic;
import dev.fanfare.local.cloudformation.yaml.Problems;
import dev.fanfare.local.cloudformation.yaml.Schema;
import dev.fanfare.local.cloudformation.yaml.SchemaCheck;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * The section {@code Globals}: defaults for the properties of all resources of a type. They merge
 * as in SAM: mappings by key, lists with the global items first. Any other value of the resource
 * replaces the global value.
 */
final class Globals {
  private final Value.Fields sections;

  /** Reports unsupported sections and properties. */
  Globals(Value.Fields sections, ResourceTypes types, Problems problems) {
    this.sections = sections;
    for (var entry : sections.entries().entrySet()) {
      var section = entry.getKey();
      var path = "Globals." + section;
      var type = types.ofGlobals(section);
      if (type.isPresent()) {
        // This checks only the names; each resource checks the values.
        var property = new Schema.Property(new Schema.Anything(), false, Optional.empty());
        var properties = new LinkedHashMap<>(type.get().properties.properties());
        type.get().notGlobal.forEach(properties::remove);
        properties.replaceAll((name, any) -> property);
        new SchemaCheck(path, problems, new ArrayList<>())
            .check(entry.getValue(), new Schema.Block(properties), path);
      } else {
        problems.add(
            path,
            entry.getValue().line(),
            section,
            "the local stack supports only " + types.globals());
      }
    }
  }

  /** Returns a resource's properties with the defaults of its type. */
  Value.Fields merged(ResourceType type, Value.Fields own) {
    return type.globals.flatMap(sections::fields).map(globals -> merged(globals, own)).orElse(own);
  }

  private static Value.Fields merged(Value.Fields globals, Value.Fields own) {
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
}
