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
 * A resource type: its properties, its names, how SAM transforms it, and how its service reads it.
 * Each service describes its own types, and the stack registers them. The methods that return this
 * object configure it; it does not change later.
 */
public final class ResourceType {
  private static final int MAX_NAME_CHARS = 255;
  private final String name;
  final Schema.Block properties;

  /** The results of {@code Fn::GetAtt}, by attribute. */
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
   * Returns a type without attributes. Its {@code Ref} is the physical name.
   *
   * @param owner a class of the package whose {@code types.yaml} declares the properties
   * @param name such as {@code AWS::SQS::Queue}
   */
  public static ResourceType of(Class<?> owner, String name) {
    return new ResourceType(name, Schema.of(owner, name));
  }

  /**
   * Sets how to read a resource whose properties match the schema.
   *
   * @param read returns the spec for the service's runtime, or empty if the resource cannot be
   *     read. It reports problems of the resource and of those it refers to. If it throws an {@link
   *     IllegalArgumentException}, the engine reports that
   */
  public ResourceType reads(Function<Resource, Optional<?>> read) {
    reader = read;
    return this;
  }

  /** Sets how to check a resource of a type without a spec; see {@link #reads}. */
  public ResourceType checks(Consumer<Resource> check) {
    return reads(
        resource -> {
          check.accept(resource);
          return Optional.empty();
        });
  }

  /**
   * @param property the property that sets the physical name
   * @param maxChars the maximum length of a generated name
   */
  public ResourceType named(String property, int maxChars) {
    nameProperty = Optional.of(property);
    maxNameChars = maxChars;
    return this;
  }

  /** Lets several resources of the type have the same name. */
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

  /** Sets the result of {@code Fn::GetAtt} for an attribute. AWS must have the attribute too. */
  public ResourceType attribute(String attribute, Function<Identity, String> value) {
    attributes.put(attribute, value);
    return this;
  }

  /** Sets the resource's ARN and the attribute that returns it. */
  public ResourceType arn(String attribute, Function<Identity, String> value) {
    arn = value;
    return attribute(attribute, value);
  }

  /** Makes {@code Ref} and an attribute return a generated id. */
  public ResourceType generatedId(String attribute) {
    return ref(Identity::generatedId).attribute(attribute, Identity::generatedId);
  }

  /** Marks the whole resource as having no effect on one machine. */
  public ResourceType withoutEffect(String reason) {
    noEffect = Optional.of(reason);
    return this;
  }

  /**
   * @param type the type after SAM's transformation, such as {@code AWS::Lambda::Function}
   */
  public ResourceType deployedAs(String type) {
    deployedAs = type;
    return this;
  }

  /** Lets SAM add a role {@code <logical id>Role} unless the property {@code Role} is set. */
  public ResourceType withOwnRole() {
    hasOwnRole = true;
    return this;
  }

  /** Lets SAM publish a version and an alias for it if this property is set. */
  public ResourceType withAlias(String property) {
    aliasProperty = Optional.of(property);
    return this;
  }

  /**
   * @param section the key of {@code Globals} with defaults for resources of this type
   * @param except the properties that cannot have defaults there
   */
  public ResourceType withGlobals(String section, List<String> except) {
    globals = Optional.of(section);
    notGlobal = except;
    return this;
  }

  public String name() {
    return name;
  }

  public String deployedAs() {
    return deployedAs;
  }

  public Optional<?> read(Resource resource) {
    return reader.apply(resource);
  }

  /** Whether SAM adds a role to a resource with these properties. */
  boolean addsRole(Value.Fields declared) {
    return hasOwnRole && !declared.has("Role");
  }

  /** Returns a name for a resource that the template does not name. */
  String generatedName(String stack, String logicalId) {
    var generated = Identity.generatedName(stack, logicalId, maxNameChars);
    return isLowerCase ? generated.toLowerCase(Locale.ROOT) : generated;
  }
}
