package dev.fanfare.local.template;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parameters and resources. A resource's physical name may itself refer to others, so it is worked
 * out when first asked for; a circle is left to {@link Dependencies} to report.
 */
final class ResourceNames implements Names {
  private final ParameterNames parameters;
  private final Map<String, Declaration> declared;
  private final Conditions conditions;
  private final StackIdentity stack;
  private final Problems problems;
  private final Intrinsics intrinsics;
  private final Map<String, Optional<Identity>> identities = new HashMap<>();
  private final Set<String> underWay = new HashSet<>();

  ResourceNames(
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

  Intrinsics intrinsics() {
    return intrinsics;
  }

  boolean isCreated(Declaration declaration) {
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
  public Optional<String> faultOfRef(String name) {
    if (parameters.knows(name) || declared.containsKey(name)) {
      return Optional.empty();
    }
    var sam = Intrinsic.Attribute.of(name).filter(SamNames::isReference);
    if (sam.isPresent() && isFunction(sam.get().resource())) {
      return hasAlias(sam.get().resource())
          ? Optional.empty()
          : Optional.of("the function has no AutoPublishAlias");
    }
    return name.startsWith("AWS::")
        ? parameters.faultOfRef(name)
        : Optional.of("no parameter or resource has this name");
  }

  @Override
  public Optional<String> faultOfAttribute(String resource, String attribute) {
    var declaration = declared.get(resource);
    if (declaration == null) {
      return Optional.of("no resource has this name");
    }
    return declaration
        .type()
        .filter(type -> !type.attributes().containsKey(attribute))
        .map(
            type ->
                type.name() + " has no such attribute here; it has " + type.attributes().keySet());
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
        .<Value>map(identity -> new Value.Text(type(name).ref().apply(identity), line))
        .orElseGet(() -> new Value.Unresolvable(line));
  }

  @Override
  public Value attribute(String resource, String attribute, String path, int line) {
    return created(resource, path, line)
        .<Value>map(
            identity ->
                new Value.Text(type(resource).attributes().get(attribute).apply(identity), line))
        .orElseGet(() -> new Value.Unresolvable(line));
  }

  /** What a resource is called; empty when that cannot be worked out, which is then reported. */
  Optional<Identity> identity(String logicalId) {
    if (!identities.containsKey(logicalId)) {
      if (!underWay.add(logicalId)) {
        return Optional.empty();
      }
      var declaration = declared.get(logicalId);
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
    var declaration = declared.get(logicalId);
    if (!isCreated(declaration)) {
      problems.add(path, line, logicalId, "is not created: its condition does not hold");
      return Optional.empty();
    }
    return identity(logicalId);
  }

  private Optional<String> physicalName(Declaration declaration, ResourceType type) {
    var given =
        type.nameProperty().map(property -> declaration.properties().entries().get(property));
    if (given.isPresent()) {
      var path = declaration.path() + ".Properties." + type.nameProperty().orElseThrow();
      var resolved = intrinsics.resolve(given.get(), path);
      if (!(resolved instanceof Value.NoValue)) {
        return Optional.of(resolved).filter(Value.Text.class::isInstance).map(Value::toString);
      }
    }
    return Optional.of(type.madeUpName(stack.name(), declaration.logicalId()));
  }

  private Value qualifiedArn(Intrinsic.Attribute reference, String path, int line) {
    var function = reference.resource();
    var identity = created(function, path, line);
    if (identity.isEmpty()) {
      return new Value.Unresolvable(line);
    }
    var at = declared.get(function).path() + ".Properties.AutoPublishAlias";
    var alias =
        intrinsics.resolve(
            declared.get(function).properties().entries().get("AutoPublishAlias"), at);
    if (!(alias instanceof Value.Text text)) {
      return new Value.Unresolvable(line);
    }
    var qualifier = reference.name().equals("Version") ? SamNames.VERSION : text.text();
    return new Value.Text(
        stack.account().functionArn(identity.get().name()) + ":" + qualifier, line);
  }

  private boolean isFunction(String logicalId) {
    return declared.containsKey(logicalId) && declared.get(logicalId).isOf(FunctionType.TYPE);
  }

  private boolean hasAlias(String logicalId) {
    return declared.get(logicalId).properties().entries().containsKey("AutoPublishAlias");
  }

  private ResourceType type(String logicalId) {
    return declared.get(logicalId).type().orElseThrow();
  }
}
