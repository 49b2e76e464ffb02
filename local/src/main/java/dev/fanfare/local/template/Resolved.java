package dev.fanfare.local.template;

/**
 * A resource that is created, with its properties resolved and held against its type's table.
 *
 * @param isSound whether nothing is wrong with the properties, so that they can be read
 */
record Resolved(
    Identity identity,
    ResourceType type,
    Value.Fields properties,
    String path,
    int line,
    boolean isSound) {

  String logicalId() {
    return identity.logicalId();
  }

  String name() {
    return identity.name();
  }

  boolean isOf(ResourceType other) {
    return type.equals(other);
  }

  /** The path of a property, for a problem. */
  String at(String property) {
    return path + ".Properties." + property;
  }

  /** The line of a property, or of the resource when it is absent. */
  int lineOf(String property) {
    return properties.get(property).map(Value::line).orElse(line);
  }
}
