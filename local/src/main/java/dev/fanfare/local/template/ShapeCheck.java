package dev.fanfare.local.template;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Holds a resolved value against the shape it should have. Everything that does not fit is a
 * problem; what fits but changes nothing is noted.
 */
final class ShapeCheck {
  private final String owner;
  private final Problems problems;
  private final List<NoEffect> noEffects;

  /**
   * @param owner what the properties belong to, for the messages, such as {@code AWS::SQS::Queue}
   * @param noEffects receives what was accepted without effect
   */
  ShapeCheck(String owner, Problems problems, List<NoEffect> noEffects) {
    this.owner = owner;
    this.problems = problems;
    this.noEffects = noEffects;
  }

  void check(Value value, Shape shape, String path) {
    if (value instanceof Value.Unresolvable || shape instanceof Shape.Anything) {
      return;
    }
    if (shape instanceof Shape.Block block) {
      block(value, block, path);
    } else if (shape instanceof Shape.ByType byType) {
      byType(value, byType, path);
    } else if (shape instanceof Shape.MapOf map) {
      map(value, map, path);
    } else if (shape instanceof Shape.ListOf list) {
      list(value, list, path);
    } else if (shape instanceof Shape.OneOrMany many) {
      list(
          value instanceof Value.Items ? value : new Value.Items(List.of(value), value.line()),
          new Shape.ListOf(many.item(), 1, Integer.MAX_VALUE),
          path);
    } else if (value instanceof Value.Text text) {
      scalar(text, shape, path);
    } else {
      problems.add(path, value, "must be a single value, not a " + kind(value));
    }
  }

  private void block(Value value, Shape.Block block, String path) {
    if (!(value instanceof Value.Fields fields)) {
      problems.add(path, value, "must be a block of properties");
      return;
    }
    for (var property : block.properties()) {
      if (property.required() && !fields.entries().containsKey(property.name())) {
        problems.missing(
            path + "." + property.name(), fields.line(), owner + " needs this property");
      }
    }
    fields.entries().forEach((name, entry) -> property(name, entry, block, path));
  }

  private void byType(Value value, Shape.ByType byType, String path) {
    var types = new Shape.OneOf(List.copyOf(byType.blocks().keySet()));
    var type = value instanceof Value.Fields fields ? fields.entries().get("Type") : null;
    var known = type instanceof Value.Text text ? byType.blocks().get(text.text()) : null;
    // Without a known type only the type is wrong: what else there may be depends on it.
    block(
        known == null && type != null
            ? new Value.Fields(Map.of("Type", type), value.line())
            : value,
        (known == null ? Shape.block() : known).must("Type", types),
        path);
  }

  private void property(String name, Value value, Shape.Block block, String path) {
    var at = path + "." + name;
    var property = block.property(name).orElse(null);
    if (property == null) {
      problems.add(
          at, value, "not a property that the local stack knows here; it knows " + names(block));
      return;
    }
    property.noEffect().ifPresent(reason -> noEffects.add(new NoEffect(at, value.line(), reason)));
    check(value, property.shape(), at);
  }

  private void map(Value value, Shape.MapOf map, String path) {
    if (!(value instanceof Value.Fields fields)) {
      problems.add(path, value, "must be a block of keys and values");
      return;
    }
    fields
        .entries()
        .forEach(
            (key, entry) -> {
              if (!map.key().matcher(key).matches()) {
                problems.add(path + "." + key, entry.line(), key, map.rule());
              }
              check(entry, map.value(), path + "." + key);
            });
  }

  private void list(Value value, Shape.ListOf list, String path) {
    if (!(value instanceof Value.Items items)) {
      problems.add(path, value, "must be a list");
      return;
    }
    var size = items.items().size();
    if (size < list.least() || size > list.most()) {
      var most = list.most() == Integer.MAX_VALUE ? "" : " and at most " + list.most();
      problems.add(path, value, "must have at least " + list.least() + most + " items");
    }
    for (int i = 0; i < size; i++) {
      check(items.items().get(i), list.item(), path + "[" + i + "]");
    }
  }

  private void scalar(Value.Text value, Shape shape, String path) {
    if (shape instanceof Shape.Text text && !text.pattern().matcher(value.text()).matches()) {
      problems.add(path, value, text.rule());
    } else if (shape instanceof Shape.OneOf oneOf && !oneOf.values().contains(value.text())) {
      problems.add(path, value, "must be " + String.join(" or ", oneOf.values()));
    } else if (shape instanceof Shape.Flag && !List.of("true", "false").contains(value.text())) {
      problems.add(path, value, "must be true or false");
    } else if (shape instanceof Shape.Whole whole && !isWithin(value.text(), whole)) {
      problems.add(
          path, value, "must be a whole number from " + whole.least() + " to " + whole.most());
    } else if (shape instanceof Shape.Decimal
        && !value.text().matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
      problems.add(path, value, "must be a number");
    }
  }

  private static boolean isWithin(String text, Shape.Whole whole) {
    if (!text.matches("-?[0-9]{1,18}")) {
      return false;
    }
    var number = Long.parseLong(text);
    return number >= whole.least() && number <= whole.most();
  }

  private static String kind(Value value) {
    return value instanceof Value.Items ? "list" : "block";
  }

  private static String names(Shape.Block block) {
    return block.properties().stream()
        .map(Shape.Property::name)
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
