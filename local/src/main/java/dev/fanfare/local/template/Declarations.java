package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.oneOf;
import static dev.fanfare.local.template.Shape.oneOrMany;
import static dev.fanfare.local.template.Shape.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the section {@code Resources} up to, and without, the meaning of its properties. */
final class Declarations {
  private static final Pattern LOGICAL_ID = Pattern.compile("[A-Za-z0-9]{1,255}");
  private static final String GONE = "what the local stack holds ends with its process";
  private static final Shape POLICY = oneOf("Delete", "Retain", "RetainExceptOnCreate", "Snapshot");
  private static final Shape.Block ATTRIBUTES =
      block()
          .must("Type", text())
          .and("Properties", new Shape.Anything())
          .and("DependsOn", oneOrMany(text()))
          .and("Condition", text())
          .and("Metadata", new Shape.Anything())
          .noEffect("DeletionPolicy", POLICY, GONE)
          .noEffect("UpdateReplacePolicy", POLICY, GONE);

  private final Value.Fields globals;
  private final Problems problems;
  private final List<NoEffect> noEffects;
  private final Map<String, Declaration> declared = new LinkedHashMap<>();

  private Declarations(Value.Fields globals, Problems problems, List<NoEffect> noEffects) {
    this.globals = globals;
    this.problems = problems;
    this.noEffects = noEffects;
  }

  /**
   * All resources by logical id, with the roles that SAM adds.
   *
   * @param globals the properties that every function has unless it sets them itself
   */
  static Map<String, Declaration> read(
      Value.Fields resources, Value.Fields globals, Problems problems, List<NoEffect> noEffects) {
    var reader = new Declarations(globals, problems, noEffects);
    resources.entries().forEach(reader::declare);
    List.copyOf(reader.declared.values()).forEach(reader::addRole);
    reader.waitForFunctionsInsteadOfAliases();
    reader.declared.values().forEach(reader::checkDependsOn);
    return reader.declared;
  }

  private void declare(String logicalId, Value value) {
    var path = "Resources." + logicalId;
    if (!LOGICAL_ID.matcher(logicalId).matches()) {
      problems.add(
          path, value.line(), logicalId, "a logical id has only letters and digits, at most 255");
    }
    new ShapeCheck("a resource", problems, noEffects).check(value, ATTRIBUTES, path);
    if (!(value instanceof Value.Fields fields)
        || !(fields.entries().get("Type") instanceof Value.Text typeName)) {
      return;
    }
    var type = ResourceTypes.find(typeName.text());
    if (type.isEmpty()) {
      problems.add(path + ".Type", typeName, "the local stack knows " + ResourceTypes.names());
    }
    var own = properties(fields, path + ".Properties");
    var properties =
        type.filter(FunctionType.TYPE::equals).isPresent() ? Globals.merged(globals, own) : own;
    declared.put(
        logicalId,
        new Declaration(
            logicalId,
            type,
            properties,
            references(type, properties, path + ".Properties"),
            dependsOn(fields),
            fields.get("Condition").filter(Value.Text.class::isInstance).map(Value::toString),
            path,
            fields.line(),
            false));
  }

  private Value.Fields properties(Value.Fields resource, String path) {
    var properties = resource.entries().get("Properties");
    if (properties instanceof Value.Fields fields) {
      return fields;
    }
    if (properties != null) {
      problems.add(path, properties, "must be a block of properties");
    }
    return Value.Fields.empty(resource.line());
  }

  private static List<Reference> references(
      Optional<ResourceType> type, Value.Fields properties, String path) {
    var found = new ArrayList<Reference>();
    var roleStandsApart = type.filter(t -> t.addsRole(properties)).isPresent();
    properties
        .entries()
        .forEach(
            (name, value) -> {
              // What SAM makes from these are resources of their own, on which the function does
              // not wait.
              var isApart = roleStandsApart && name.equals("Policies") || name.equals("Events");
              if (!isApart) {
                found.addAll(Reference.in(value, path + "." + name));
              }
            });
    return found;
  }

  private void addRole(Declaration owner) {
    if (!owner.hasAddedRole()) {
      return;
    }
    var id = SamNames.roleId(owner.logicalId());
    var policies = owner.path() + ".Properties.Policies";
    var references =
        Optional.ofNullable(owner.properties().entries().get("Policies"))
            .map(value -> Reference.in(value, policies))
            .orElse(List.of());
    var role =
        new Declaration(
            id,
            Optional.of(RoleType.TYPE),
            Value.Fields.empty(owner.line()),
            references,
            List.of(),
            owner.condition(),
            owner.path(),
            owner.line(),
            true);
    if (declared.putIfAbsent(id, role) != null) {
      problems.add(
          "Resources." + id,
          owner.line(),
          id,
          "SAM gives this logical id to the role of " + owner.logicalId());
    }
  }

  private static List<String> dependsOn(Value.Fields fields) {
    return fields.items("DependsOn").stream()
        .filter(Value.Text.class::isInstance)
        .map(Value::toString)
        .toList();
  }

  /** On one machine an alias is there as soon as its function is. */
  private void waitForFunctionsInsteadOfAliases() {
    var functions = new HashMap<String, String>();
    for (var each : declared.values()) {
      each.aliasId().ifPresent(alias -> functions.put(alias, each.logicalId()));
    }
    declared.replaceAll(
        (id, each) ->
            each.withDependsOn(
                each.dependsOn().stream()
                    .map(name -> functions.getOrDefault(name, name))
                    .toList()));
  }

  private void checkDependsOn(Declaration declaration) {
    for (var name : declaration.dependsOn()) {
      if (!declared.containsKey(name)) {
        problems.add(
            declaration.path() + ".DependsOn",
            declaration.line(),
            name,
            "no resource has this name");
      }
    }
  }
}
