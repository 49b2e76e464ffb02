package dev.fanfare.local.cloudformation.resources;

import dev.fanfare.local.cloudformation.functions.Reference;
import dev.fanfare.local.cloudformation.yaml.NoEffect;
import dev.fanfare.local.cloudformation.yaml.Problems;
import dev.fanfare.local.cloudformation.yaml.Schema;
import dev.fanfare.local.cloudformation.yaml.SchemaCheck;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the section {@code Resources} without interpreting the properties. */
public final class Declarations {
  private static final Pattern LOGICAL_ID = Pattern.compile("[A-Za-z0-9]{1,255}");
  private static final String ROLE = "AWS::IAM::Role";
  private static final Schema.Block ATTRIBUTES = Schema.of(Schema.class, "a resource");

  private final ResourceTypes types;
  private final Globals globals;
  private final Problems problems;
  private final List<NoEffect> noEffects;
  private final Map<String, Declaration> declared = new LinkedHashMap<>();

  private Declarations(
      ResourceTypes types, Globals globals, Problems problems, List<NoEffect> noEffects) {
    this.types = types;
    this.globals = globals;
    this.problems = problems;
    this.noEffects = noEffects;
  }

  /** All resources of a template by logical id, including the roles that SAM adds. */
  public static Map<String, Declaration> read(
      Value.Fields template, ResourceTypes types, Problems problems, List<NoEffect> noEffects) {
    var globals = new Globals(template.section("Globals"), types, problems);
    var reader = new Declarations(types, globals, problems, noEffects);
    template.section("Resources").entries().forEach(reader::declare);
    List.copyOf(reader.declared.values()).forEach(reader::addRole);
    reader.replaceAliasesByFunctions();
    reader.declared.values().forEach(reader::checkDependsOn);
    return reader.declared;
  }

  private void declare(String logicalId, Value value) {
    var path = "Resources." + logicalId;
    if (!LOGICAL_ID.matcher(logicalId).matches()) {
      problems.add(path, value.line(), logicalId, "a logical id is 1 to 255 letters and digits");
    }
    new SchemaCheck("a resource", problems, noEffects).check(value, ATTRIBUTES, path);
    if (!(value instanceof Value.Fields fields)
        || !(fields.entries().get("Type") instanceof Value.Text typeName)) {
      return;
    }
    var type = types.find(typeName.text());
    if (type.isEmpty()) {
      problems.add(path + ".Type", typeName, "the local stack supports " + types.names());
    }
    var own = properties(fields, path + ".Properties");
    var properties = type.map(found -> globals.merged(found, own)).orElse(own);
    declared.put(
        logicalId,
        new Declaration(
            logicalId,
            type,
            properties,
            references(type, properties, path + ".Properties"),
            fields.texts("DependsOn"),
            fields.text("Condition"),
            new Declaration.Origin(path, fields.line(), false)));
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
    var hasAddedRole = type.filter(t -> t.addsRole(properties)).isPresent();
    properties
        .entries()
        .forEach(
            (name, value) -> {
              // SAM turns these into separate resources that the function does not depend on.
              var isSeparate = hasAddedRole && name.equals("Policies") || name.equals("Events");
              if (!isSeparate) {
                found.addAll(Reference.in(value, path + "." + name));
              }
            });
    return found;
  }

  private void addRole(Declaration owner) {
    if (!owner.hasAddedRole()) {
      return;
    }
    var id = owner.roleId();
    var policies = owner.path() + ".Properties.Policies";
    var references =
        Optional.ofNullable(owner.properties().entries().get("Policies"))
            .map(value -> Reference.in(value, policies))
            .orElse(List.of());
    var role =
        new Declaration(
            id,
            types.find(ROLE),
            Value.Fields.empty(owner.line()),
            references,
            List.of(),
            owner.condition(),
            new Declaration.Origin(owner.path(), owner.line(), true));
    if (declared.putIfAbsent(id, role) != null) {
      problems.add(
          "Resources." + id,
          owner.line(),
          id,
          "SAM gives this logical id to the role of " + owner.logicalId());
    }
  }

  /** Here, an alias exists as soon as its function exists. */
  private void replaceAliasesByFunctions() {
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
