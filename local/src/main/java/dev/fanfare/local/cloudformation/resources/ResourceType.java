package dev.fanfare.local.cloudformation.resources;

import dev.fanfare.local.cloudformation.yaml.Schema;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A type of resource that a template may have: its properties, its names, what SAM does with it,
 * and how the service reads it. Each service describes its own types, and the composition of the
 * stack registers them. The methods that return this object set it up; nothing changes it after
 * that.
 */
public final class ResourceType {
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
  private Function<Resource, Optional<?>> reader = resource -> Optional.empty();

  private ResourceType(String name, Schema.Block properties) {
    this.name = name;
    this.properties = properties;
    this.deployedAs = name;
  }

  /**
   * A type without attributes, whose {@code Ref} is its physical name.
   *
   * @param owner a class of the package whose {@code types.yaml} has the properties
   * @param name such as {@code AWS::SQS::Queue}
   */
  public static ResourceType of(Class<?> owner, String name) {
    return new ResourceType(name, Schema.of(owner, name));
  }

  /**
   * How to read a resource whose properties fit the schema.
   *
   * @param read returns the spec that the service's runtime takes, or empty if the resource cannot
   *     be read. It reports what is wrong with the resource and with those that it refers to. The
   *     engine reports an {@link IllegalArgumentException} that the spec throws
   */
  public ResourceType reads(Function<Resource, Optional<?>> read) {
    reader = read;
    return this;
  }

  /** How to check a resource of a type without a spec; see {@link #reads}. */
  public ResourceType checks(Consumer<Resource> check) {
    return reads(
        resource -> {
          check.accept(resource);
          return Optional.empty();
        });
  }

  /**
   * @param property sets the physical name
   * @param maxChars the length limit of a generated name
   */
  public ResourceType named(String property, int maxChars) {
    nameProperty = Optional.of(property);
    maxNameChars = maxChars;
    return this;
  }

  /** Several resources of the type may have the same name. */
  public ResourceType withSharedNames() {
    isNameUnique = false;
    return this;
  }

  public ResourceType withLowerCaseNames() {
    isLowerCase = true;
    return this;
  }

  public ResourceType ref(Function<Identity, String> value) {
    ref = value;
    return this;
  }

  /** What {@code Fn::GetAtt} returns; only attributes that AWS has too. */
  public ResourceType attribute(String attribute, Function<Identity, String> value) {
    attributes.put(attribute, value);
    return this;
  }

  /** An attribute that is the ARN of the resource, by which others refer to it. */
  public ResourceType arn(String attribute, Function<Identity, String> value) {
    arn = value;
    return attribute(attribute, value);
  }

  /** {@code Ref} and an attribute are a generated id. */
  public ResourceType generatedId(String attribute) {
    return ref(Identity::generatedId).attribute(attribute, Identity::generatedId);
  }

  /** The whole resource has no effect on one machine. */
  public ResourceType withoutEffect(String reason) {
    noEffect = Optional.of(reason);
    return this;
  }

  /**
   * @param type the type that SAM makes of it, such as {@code AWS::Lambda::Function}
   */
  public ResourceType deployedAs(String type) {
    deployedAs = type;
    return this;
  }

  /** SAM makes a role {@code <logical id>Role} unless the property {@code Role} is set. */
  public ResourceType withOwnRole() {
    hasOwnRole = true;
    return this;
  }

  /** SAM publishes a version and points an alias to it if this property is set. */
  public ResourceType withAlias(String property) {
    aliasProperty = Optional.of(property);
    return this;
  }

  /**
   * @param section the key of {@code Globals} with defaults for resources of this type
   * @param except the properties that cannot have a default there
   */
  public ResourceType withGlobals(String section, List<String> except) {
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

  /** See {@link #reads}. */
  public Optional<?> read(Resource resource) {
    return reader.apply(resource);
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
