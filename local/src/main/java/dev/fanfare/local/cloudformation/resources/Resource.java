package dev.fanfare.local.cloudformation.resources;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.cloudformation.yaml.Problems;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A created resource, with its properties resolved.
 *
 * @param isSound whether its properties match the schema, so that its type can read it
 * @param all all resources of the template
 */
public record Resource(
    Identity identity,
    Declaration declaration,
    Value.Fields properties,
    boolean isSound,
    Resources all,
    Problems problems) {

  /** The only version that a published resource has on one machine. */
  static final String VERSION = "1";

  public String logicalId() {
    return identity.logicalId();
  }

  public String name() {
    return identity.name();
  }

  public LocalAccount account() {
    return identity.account();
  }

  public ResourceType type() {
    return declaration.type().orElseThrow();
  }

  /** The result of {@code Ref}. */
  public String ref() {
    return type().ref.apply(identity);
  }

  public String arn() {
    return type().arn.apply(identity);
  }

  public Optional<String> alias() {
    return type().aliasProperty.flatMap(properties::text);
  }

  /** The ARN with the alias, if the resource has one. */
  public String aliasArn() {
    return alias().map(alias -> arn() + ":" + alias).orElse(arn());
  }

  /** All ARNs that refer to the resource. */
  List<String> arns() {
    var arns = new ArrayList<>(List.of(arn()));
    alias().ifPresent(alias -> arns.addAll(List.of(aliasArn(), arn() + ":" + VERSION)));
    return arns;
  }

  /**
   * Returns the text of a required property.
   *
   * @throws java.util.NoSuchElementException if it is absent
   */
  public String text(String property) {
    return properties.text(property).orElseThrow();
  }

  /** The properties of its SAM events of one type, by event name, in order. */
  public Map<String, Value.Fields> events(String type) {
    var found = new LinkedHashMap<String, Value.Fields>();
    var events = properties.section("Events");
    for (var name : events.entries().keySet()) {
      var event = events.section(name);
      if (event.text("Type").filter(type::equals).isPresent()) {
        found.put(name, event.section("Properties"));
      }
    }
    return found;
  }

  public String path() {
    return declaration.path();
  }

  public int line() {
    return declaration.line();
  }

  /** Reports the wrong value of a property. */
  public void refuse(String property, String rule) {
    refuse(property, properties.text(property).orElse(""), rule);
  }

  /**
   * Reports a wrong value.
   *
   * @param property its path below the properties, such as {@code Target.Arn}
   */
  public void refuse(String property, String value, String rule) {
    problems.add(at(property), lineOf(property), value, rule);
  }

  /** Reports a wrong value that is not on the property's line. */
  public void refuse(String property, int line, String value, String rule) {
    problems.add(at(property), line, value, rule);
  }

  /** Reports a wrong value outside the properties, such as in {@code DependsOn}. */
  public void refuseOutside(String attribute, String value, String rule) {
    problems.add(path() + attribute, line(), value, rule);
  }

  public void missing(String property, String rule) {
    problems.missing(at(property), lineOf(property), rule);
  }

  private String at(String property) {
    return path() + ".Properties." + property;
  }

  private int lineOf(String property) {
    return properties.get(property.replaceAll("\\..*", "")).map(Value::line).orElse(line());
  }
}
