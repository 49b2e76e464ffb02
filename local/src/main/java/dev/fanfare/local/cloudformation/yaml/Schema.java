package dev.fanfare.local.cloudformation.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which values the local stack takes for a property. A schema names the properties that are
 * honoured or ignored, and the kind of value that the local stack reads. It has no ranges and
 * patterns of AWS: cfn-lint checks them.
 */
public sealed interface Schema {

  /** A value of any kind. */
  record Anything() implements Schema {}

  /**
   * A single value.
   *
   * @param rule says what the value must be, for the message
   */
  record Scalar(Predicate<String> fits, String rule) implements Schema {}

  record ListOf(Schema item) implements Schema {}

  /** A list, or one item without a list around it. */
  record OneOrMany(Schema item) implements Schema {}

  /** A mapping with free keys. */
  record MapOf(Schema value) implements Schema {}

  /** A block whose {@code Type} decides which other keys it has. */
  record ByType(Map<String, Block> blocks) implements Schema {
    public ByType {
      blocks = Collections.unmodifiableMap(new TreeMap<>(blocks));
    }
  }

  /**
   * A property of a block.
   *
   * @param noEffect why the property has no effect on one machine; empty if it is honoured
   */
  record Property(Schema schema, boolean isRequired, Optional<String> noEffect) {}

  /** A block with a fixed set of keys. Each method returns a copy with more properties. */
  record Block(Map<String, Property> properties) implements Schema {
    public Block {
      properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    public Block and(String name, Schema schema) {
      return with(name, new Property(schema, false, Optional.empty()));
    }

    public Block must(String name, Schema schema) {
      return with(name, new Property(schema, true, Optional.empty()));
    }

    /** Properties that may be there, with any value. */
    public Block any(String... names) {
      var block = this;
      for (var name : names) {
        block = block.and(name, new Anything());
      }
      return block;
    }

    /** Properties that have no effect, for one reason. */
    public Block noEffect(String reason, String... names) {
      var block = this;
      for (var name : names) {
        block = block.noEffect(reason, name, new Anything());
      }
      return block;
    }

    public Block noEffect(String reason, String name, Schema schema) {
      return with(name, new Property(schema, false, Optional.of(reason)));
    }

    /** A property that AWS requires and that has no effect here. */
    public Block mustWithoutEffect(String reason, String name, Schema schema) {
      return with(name, new Property(schema, true, Optional.of(reason)));
    }

    private Block with(String name, Property property) {
      var all = new LinkedHashMap<>(properties);
      all.put(name, property);
      return new Block(all);
    }
  }

  static Block block() {
    return new Block(Map.of());
  }

  /** A block whose properties may have any value. */
  static Block blockOf(String... names) {
    return block().any(names);
  }

  static Schema anything() {
    return new Anything();
  }

  static Schema text() {
    return new Scalar(text -> !text.isEmpty(), "must be text that is not empty");
  }

  /** Text that may be empty. */
  static Schema anyText() {
    return new Scalar(text -> true, "must be text");
  }

  static Schema text(String pattern) {
    return new Scalar(Pattern.compile(pattern).asMatchPredicate(), "must match " + pattern);
  }

  static Schema oneOf(String... values) {
    return new Scalar(List.of(values)::contains, "must be " + String.join(" or ", values));
  }

  /** A whole number that fits an {@code int}. */
  static Schema whole() {
    return new Scalar(text -> text.matches("-?[0-9]{1,9}"), "must be a whole number");
  }

  static Schema decimal() {
    return new Scalar(
        text -> text.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?"), "must be a number");
  }

  static Schema flag() {
    return oneOf("true", "false");
  }

  static Schema listOf(Schema item) {
    return new ListOf(item);
  }

  static Schema oneOrMany(Schema item) {
    return new OneOrMany(item);
  }

  static Schema mapOf(Schema value) {
    return new MapOf(value);
  }

  /**
   * @param blocks the keys beside {@code Type}, by its value
   */
  static Schema byType(Map<String, Block> blocks) {
    return new ByType(blocks);
  }
}
