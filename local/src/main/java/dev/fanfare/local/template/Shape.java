package dev.fanfare.local.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a property's value may be, as data; {@link ShapeCheck} holds a value against it. */
sealed interface Shape {

  /** Text, or a number or boolean that CloudFormation would turn into text. */
  record Text(Pattern pattern, String rule) implements Shape {}

  /** A place that is looked at elsewhere. */
  record Anything() implements Shape {}

  record OneOf(List<String> values) implements Shape {}

  record Whole(long least, long most) implements Shape {}

  record Decimal() implements Shape {}

  record Flag() implements Shape {}

  record ListOf(Shape item, int least, int most) implements Shape {}

  /** A list, or one item without the list around it, as in policy documents. */
  record OneOrMany(Shape item) implements Shape {}

  /** Free keys, each of which matches the pattern. */
  record MapOf(Pattern key, String rule, Shape value) implements Shape {}

  /** A block whose {@code Type} decides which other keys it has. */
  record ByType(Map<String, Block> blocks) implements Shape {
    public ByType {
      blocks = Collections.unmodifiableMap(new TreeMap<>(blocks));
    }
  }

  /** A block whose keys are all known: the table of a resource type, or of a part of one. */
  record Block(List<Property> properties) implements Shape {
    public Block {
      properties = List.copyOf(properties);
    }

    Optional<Property> property(String name) {
      return properties.stream().filter(property -> property.name().equals(name)).findFirst();
    }

    Block and(String name, Shape shape) {
      return with(new Property(name, shape, false, Optional.empty()));
    }

    Block must(String name, Shape shape) {
      return with(new Property(name, shape, true, Optional.empty()));
    }

    /** A property that is checked and then changes nothing, because of {@code reason}. */
    Block noEffect(String name, Shape shape, String reason) {
      return with(new Property(name, shape, false, Optional.of(reason)));
    }

    /** A property that AWS demands and that changes nothing here, because of {@code reason}. */
    Block mustWithoutEffect(String name, Shape shape, String reason) {
      return with(new Property(name, shape, true, Optional.of(reason)));
    }

    Block without(List<String> names) {
      return new Block(properties.stream().filter(p -> !names.contains(p.name())).toList());
    }

    private Block with(Property property) {
      var all = new ArrayList<>(properties);
      all.add(property);
      return new Block(all);
    }
  }

  /**
   * One line of a table.
   *
   * @param noEffect why the property changes nothing on one machine; empty when it is applied
   */
  record Property(String name, Shape shape, boolean required, Optional<String> noEffect) {}

  static Block block() {
    return new Block(List.of());
  }

  static Shape text() {
    return new Text(Pattern.compile("(?s).+"), "must be text that is not empty");
  }

  /** Text that may be empty, such as an environment variable. */
  static Shape anyText() {
    return new Text(Pattern.compile("(?s).*"), "must be text");
  }

  static Shape text(String pattern) {
    return new Text(Pattern.compile(pattern), "must match " + pattern);
  }

  static Shape oneOf(String... values) {
    return new OneOf(List.of(values));
  }

  static Shape whole(long least, long most) {
    return new Whole(least, most);
  }

  static Shape decimal() {
    return new Decimal();
  }

  static Shape flag() {
    return new Flag();
  }

  static Shape listOf(Shape item) {
    return new ListOf(item, 0, Integer.MAX_VALUE);
  }

  static Shape listOf(Shape item, int least, int most) {
    return new ListOf(item, least, most);
  }

  static Shape oneOrMany(Shape item) {
    return new OneOrMany(item);
  }

  static Shape mapOf(String key, Shape value) {
    return new MapOf(Pattern.compile(key), "the key must match " + key, value);
  }

  /**
   * @param blocks the keys beside {@code Type}, by its value
   */
  static Shape byType(Map<String, Block> blocks) {
    return new ByType(blocks);
  }

  /** Tags as most types take them. */
  static Shape tags() {
    return listOf(block().must("Key", text()).must("Value", anyText()));
  }

  /** Tags as API Gateway and SAM take them. */
  static Shape tagMap() {
    return mapOf("(?s).{1,128}", anyText());
  }
}
