package dev.fanfare.local.cloudformation.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Checks a resolved value against a schema. It reports all values that do not match and lists the
 * properties that have no effect.
 *
 * @param owner the owner of the properties, for messages, such as {@code AWS::SQS::Queue}
 * @param noEffects receives the properties without effect
 */
public record SchemaCheck(String owner, Problems problems, List<NoEffect> noEffects) {

  public void check(Value value, Schema schema, String path) {
    if (value instanceof Value.Unresolvable) {
      return;
    }
    if (schema instanceof Schema.Block block) {
      block(value, block, path);
    } else if (schema instanceof Schema.ByType byType) {
      byType(value, byType, path);
    } else if (schema instanceof Schema.MapOf map) {
      map(value, map, path);
    } else if (schema instanceof Schema.ListOf list) {
      list(value, list.item(), path);
    } else if (schema instanceof Schema.OneOrMany many) {
      list(
          value instanceof Value.Items ? value : new Value.Items(List.of(value), value.line()),
          many.item(),
          path);
    } else if (schema instanceof Schema.Scalar scalar) {
      scalar(value, scalar, path);
    }
  }

  private void block(Value value, Schema.Block block, String path) {
    if (!(value instanceof Value.Fields fields)) {
      problems.add(path, value, "must be a block of properties");
      return;
    }
    block
        .properties()
        .forEach(
            (name, property) -> {
              if (property.isRequired() && !fields.has(name)) {
                problems.missing(path + "." + name, fields.line(), owner + " needs this property");
              }
            });
    fields.entries().forEach((name, entry) -> property(name, entry, block, path + "." + name));
  }

  private void byType(Value value, Schema.ByType byType, String path) {
    var type = value instanceof Value.Fields fields ? fields.entries().get("Type") : null;
    var known = type instanceof Value.Text text ? byType.blocks().get(text.text()) : null;
    // If the type is unknown, report only that, because the other keys depend on the type.
    var checked =
        known == null && type != null
            ? new Value.Fields(Map.of("Type", type), value.line())
            : value;
    var properties = new LinkedHashMap<String, Schema.Property>();
    if (known != null) {
      properties.putAll(known.properties());
    }
    var types = Schema.oneOf(List.copyOf(byType.blocks().keySet()));
    properties.put("Type", new Schema.Property(types, true, Optional.empty()));
    block(checked, new Schema.Block(properties), path);
  }

  private void property(String name, Value value, Schema.Block block, String path) {
    var property = block.properties().get(name);
    if (property == null) {
      var names = String.join(", ", new TreeSet<>(block.properties().keySet()));
      problems.add(
          path, value, "the local stack does not support this property here, only " + names);
      return;
    }
    property
        .noEffect()
        .ifPresent(reason -> noEffects.add(new NoEffect(path, value.line(), reason)));
    check(value, property.schema(), path);
  }

  private void map(Value value, Schema.MapOf map, String path) {
    if (value instanceof Value.Fields fields) {
      fields.entries().forEach((key, entry) -> check(entry, map.value(), path + "." + key));
    } else {
      problems.add(path, value, "must be a block of keys and values");
    }
  }

  private void list(Value value, Schema item, String path) {
    if (!(value instanceof Value.Items items)) {
      problems.add(path, value, "must be a list");
      return;
    }
    for (int i = 0; i < items.items().size(); i++) {
      check(items.items().get(i), item, path + "[" + i + "]");
    }
  }

  private void scalar(Value value, Schema.Scalar scalar, String path) {
    if (!(value instanceof Value.Text text)) {
      var kind = value instanceof Value.Items ? "list" : "block";
      problems.add(path, value, "must be a single value, not a " + kind);
    } else if (!scalar.fits().test(text.text())) {
      problems.add(path, value, scalar.rule());
    }
  }
}
