package dev.fanfare.local.cloudformation.resources;

import static java.util.Objects.requireNonNull;

import dev.fanfare.local.cloudformation.functions.Conditions;
import dev.fanfare.local.cloudformation.functions.Intrinsic;
import dev.fanfare.local.cloudformation.functions.Intrinsics;
import dev.fanfare.local.cloudformation.functions.Mappings;
import dev.fanfare.local.cloudformation.functions.Names;
import dev.fanfare.local.cloudformation.functions.ParameterNames;
import dev.fanfare.local.cloudformation.yaml.Problems;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The names of parameters and resources. A resource's physical name may refer to other resources,
 * so it is computed at its first use. {@link Dependencies} reports cycles.
 */
public final class ResourceNames implements Names {
  private final ParameterNames parameters;
  private final Map<String, Declaration> declared;
  private final Conditions conditions;
  private final StackIdentity stack;
  private final Problems problems;
  private final Intrinsics intrinsics;
  private final Map<String, Optional<Identity>> identities = new HashMap<>();
  private final Set<String> inProgress = new HashSet<>();

  public ResourceNames(
      ParameterNames parameters,
      Map<String, Declaration> declared,
      Conditions conditions,
      Mappings mappings,
      StackIdentity stack,
      Problems problems) {
    this.parameters = parameters;
    this.declared = declared;
    this.conditions = conditions;
    this.stack = stack;
    this.problems = problems;
    this.intrinsics = new Intrinsics(this, conditions, mappings, problems);
  }

  public Intrinsics intrinsics() {
    return intrinsics;
  }

  public boolean isCreated(Declaration declaration) {
    return declaration
        .condition()
        .map(
            name ->
                conditions
                    .holds(name, declaration.path() + ".Condition", declaration.line())
                    .orElse(false))
        .orElse(true);
  }

  @Override
  public Optional<String> refError(String name) {
    if (parameters.knows(name) || declared.containsKey(name)) {
      return Optional.empty();
    }
    var qualified = Intrinsic.Attribute.of(name).filter(Intrinsic.Attribute::isQualifier);
    var aliasProperty = qualified.flatMap(reference -> aliasProperty(reference.resource()));
    if (aliasProperty.isPresent()) {
      var owner = declared(qualified.get().resource());
      return owner.properties().has(aliasProperty.get())
          ? Optional.empty()
          : Optional.of("the function has no " + aliasProperty.get());
    }
    return name.startsWith("AWS::")
        ? parameters.refError(name)
        : Optional.of("no parameter or resource has this name");
  }

  @Override
  public Optional<String> attributeError(String resource, String attribute) {
    var declaration = declared.get(resource);
    if (declaration == null) {
      return Optional.of("no resource has this name");
    }
    return declaration
        .type()
        .filter(type -> !type.attributes.containsKey(attribute))
        .map(
            type ->
                type.name() + " has no such attribute here; it has " + type.attributes.keySet());
  }

  @Override
  public Value ref(String name, String path, int line) {
    if (parameters.knows(name)) {
      return parameters.ref(name, path, line);
    }
    var sam = Intrinsic.Attribute.of(name);
    if (sam.isPresent()) {
      return qualifiedArn(sam.get(), path, line);
    }
    return created(name, path, line)
        .<Value>map(identity -> new Value.Text(type(name).ref.apply(identity), line))
        .orElseGet(() -> new Value.Unresolvable(line));
  }

  @Override
  public Value attribute(String resource, String attribute, String path, int line) {
    return created(resource, path, line)
        .<Value>map(
            identity -> new Value.Text(attribute(resource, attribute).apply(identity), line))
        .orElseGet(() -> new Value.Unresolvable(line));
  }

  /** A resource's names; empty, with a problem, if they cannot be computed. */
  public Optional<Identity> identity(String logicalId) {
    if (!identities.containsKey(logicalId)) {
      if (!inProgress.add(logicalId)) {
        return Optional.empty();
      }
      var declaration = declared(logicalId);
      identities.put(
          logicalId,
          declaration
              .type()
              .flatMap(type -> physicalName(declaration, type))
              .map(name -> new Identity(logicalId, name, stack)));
    }
    return identities.get(logicalId);
  }

  private Optional<Identity> created(String logicalId, String path, int line) {
    var declaration = declared(logicalId);
    if (!isCreated(declaration)) {
      problems.add(path, line, logicalId, "is not created: its condition does not hold");
      return Optional.empty();
    }
    return identity(logicalId);
  }

  private Optional<String> physicalName(Declaration declaration, ResourceType type) {
    var given = type.nameProperty.map(property -> declaration.properties().entries().get(property));
    if (given.isPresent()) {
      var path = declaration.path() + ".Properties." + type.nameProperty.orElseThrow();
      var resolved = intrinsics.resolve(given.get(), path);
      if (!(resolved instanceof Value.NoValue)) {
        return Optional.of(resolved).filter(Value.Text.class::isInstance).map(Value::toString);
      }
    }
    return Optional.of(type.generatedName(stack.name(), declaration.logicalId()));
  }

  private Value qualifiedArn(Intrinsic.Attribute reference, String path, int line) {
    var owner = declared(reference.resource());
    var identity = created(reference.resource(), path, line);
    if (identity.isEmpty()) {
      return new Value.Unresolvable(line);
    }
    var property = aliasProperty(reference.resource()).orElseThrow();
    var at = owner.path() + ".Properties." + property;
    var alias = owner.properties().get(property).map(value -> intrinsics.resolve(value, at));
    if (!(alias.orElse(null) instanceof Value.Text text)) {
      return new Value.Unresolvable(line);
    }
    var qualifier = reference.name().equals("Version") ? Resource.VERSION : text.text();
    var arn = type(reference.resource()).arn.apply(identity.get());
    return new Value.Text(arn + ":" + qualifier, line);
  }

  private Optional<String> aliasProperty(String logicalId) {
    return Optional.ofNullable(declared.get(logicalId))
        .flatMap(Declaration::type)
        .flatMap(type -> type.aliasProperty);
  }

  /** Returns a resource that exists, because {@link #refError} has checked the reference. */
  private Declaration declared(String logicalId) {
    return requireNonNull(declared.get(logicalId), logicalId);
  }

  private Function<Identity, String> attribute(String logicalId, String attribute) {
    return requireNonNull(type(logicalId).attributes.get(attribute), attribute);
  }

  private ResourceType type(String logicalId) {
    return declared(logicalId).type().orElseThrow();
  }
}
