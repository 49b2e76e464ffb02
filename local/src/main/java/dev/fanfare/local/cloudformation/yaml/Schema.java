package dev.fanfare.local.cloudformation.yaml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The values that the local stack accepts for a property. A schema lists the supported and the
 * ignored properties and the kinds of their values. AWS's ranges and patterns are absent because
 * cfn-lint checks them.
 */
public sealed interface Schema {

  /** A value of any kind. */
  record Anything() implements Schema {}

  /**
   * A single value.
   *
   * @param rule what the value must be, for messages
   */
  record Scalar(Predicate<String> fits, String rule) implements Schema {}

  record ListOf(Schema item) implements Schema {}

  /** A list or a single item. */
  record OneOrMany(Schema item) implements Schema {}

  /** A mapping with any keys. */
  record MapOf(Schema value) implements Schema {}

  /** A block whose {@code Type} decides which other keys it has. */
  record ByType(Map<String, Block> blocks) implements Schema {}

  /** A block with a fixed set of keys. */
  record Block(Map<String, Property> properties) implements Schema {}

  /**
   * A property of a block.
   *
   * @param noEffect why the property has no effect on one machine; empty if it has an effect
   */
  record Property(Schema schema, boolean isRequired, Optional<String> noEffect) {}

  /**
   * Returns a schema that a service declares in its package's file {@code types.yaml}.
   *
   * @param owner a class of the package
   * @param name such as {@code AWS::SQS::Queue}
   */
  static Block of(Class<?> owner, String name) {
    return SchemaFile.block(owner.getPackageName().replace('.', '/') + "/types.yaml", name);
  }

  static Schema oneOf(List<String> values) {
    return new Scalar(values::contains, "must be " + String.join(" or ", values));
  }
}
