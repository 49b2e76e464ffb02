package dev.fanfare.local.cloudformation.resources;

import dev.fanfare.local.cloudformation.yaml.Schema;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the template engine treats a type of resource: its properties, its names, and what SAM does
 * with it. The methods that return this object set it up; nothing changes it after that.
 */
public final class TypeDescription {
  private static final int MAX_NAME_CHARS = 255;

  private final String name;
  final Schema.Block properties;

  /** What {@code Fn::GetAtt} returns, by attribute. */
  final Map<String, Function<Identity, String>> attributes = new LinkedHashMap<>();

  Function<Identity, String> ref = Identity::name;
  Function<Identity, String> arn = Identity::name;
  Optional<String> nameProperty = Optional.empty();
  private int maxNameChars = MAX_NAME_CHARS;
  boolean isNameUnique = true;
  private boolean isLowerCase;
  Optional<String> noEffect = Optional.empty();
  private String deployedAs;
  private boolean hasOwnRole;
  Optional<String> aliasProperty = Optional.empty();
  Optional<String> globals = Optional.empty();
  List<String> notGlobal = List.of();

  private TypeDescription(String name, Schema.Block properties) {
    this.name = name;
    this.properties = properties;
    this.deployedAs = name;
  }

  /**
   * A type without attributes, whose {@code Ref} is its physical name.
   *
   * @param name such as {@code AWS::SQS::Queue}
   */
  public static TypeDescription of(String name, Schema.Block properties) {
    return new TypeDescription(name, properties);
  }

  /**
   * @param property sets the physical name
   * @param maxChars the length limit of a generated name
   */
  public TypeDescription named(String property, int maxChars) {
    nameProperty = Optional.of(property);
    maxNameChars = maxChars;
    return this;
  }

  /** Several resources of the type may have the same name. */
  public TypeDescription withSharedNames() {
    isNameUnique = false;
    return this;
  }

  public TypeDescription withLowerCaseNames() {
    isLowerCase = true;
    return this;
  }

  public TypeDescription ref(Function<Identity, String> value) {
    ref = value;
    return this;
  }

  /** What {@code Fn::GetAtt} returns; only attributes that AWS has too. */
  public TypeDescription attribute(String attribute, Function<Identity, String> value) {
    attributes.put(attribute, value);
    return this;
  }

  /** An attribute that is the ARN of the resource, by which others refer to it. */
  public TypeDescription arn(String attribute, Function<Identity, String> value) {
    arn = value;
    return attribute(attribute, value);
  }

  /** {@code Ref} and an attribute are a generated id. */
  public TypeDescription generatedId(String attribute) {
    return ref(Identity::generatedId).attribute(attribute, Identity::generatedId);
  }

  /** The whole resource has no effect on one machine. */
  public TypeDescription withoutEffect(String reason) {
    noEffect = Optional.of(reason);
    return this;
  }

  /**
   * @param type the type that SAM makes of it, such as {@code AWS::Lambda::Function}
   */
  public TypeDescription deployedAs(String type) {
    deployedAs = type;
    return this;
  }

  /** SAM makes a role {@code <logical id>Role} unless the property {@code Role} is set. */
  public TypeDescription withOwnRole() {
    hasOwnRole = true;
    return this;
  }

  /** SAM publishes a version and points an alias to it if this property is set. */
  public TypeDescription withAlias(String property) {
    aliasProperty = Optional.of(property);
    return this;
  }

  /**
   * @param section the key of {@code Globals} with defaults for resources of this type
   * @param except the properties that cannot have a default there
   */
  public TypeDescription withGlobals(String section, List<String> except) {
    globals = Optional.of(section);
    notGlobal = except;
    return this;
  }

  public String name() {
    return name;
  }

  /** The type as CloudFormation lists it. */
  public String deployedAs() {
    return deployedAs;
  }

  /** Whether SAM adds a role to a resource with these properties. */
  boolean addsRole(Value.Fields declared) {
    return hasOwnRole && !declared.has("Role");
  }

  /** The name of a resource that has none in the template. */
  String generatedName(String stack, String logicalId) {
    var generated = Identity.generatedName(stack, logicalId, maxNameChars);
    return isLowerCase ? generated.toLowerCase(Locale.ROOT) : generated;
  }
}
