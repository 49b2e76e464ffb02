package dev.fanfare.local.cloudformation;

import static java.util.Objects.requireNonNull;

import dev.fanfare.local.cloudformation.functions.Conditions;
import dev.fanfare.local.cloudformation.functions.Mappings;
import dev.fanfare.local.cloudformation.functions.ParameterNames;
import dev.fanfare.local.cloudformation.functions.Parameters;
import dev.fanfare.local.cloudformation.functions.Reference;
import dev.fanfare.local.cloudformation.resources.Declaration;
import dev.fanfare.local.cloudformation.resources.Declarations;
import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceNames;
import dev.fanfare.local.cloudformation.resources.ResourceTypes;
import dev.fanfare.local.cloudformation.resources.Resources;
import dev.fanfare.local.cloudformation.resources.StackIdentity;
import dev.fanfare.local.cloudformation.yaml.NoEffect;
import dev.fanfare.local.cloudformation.yaml.Problems;
import dev.fanfare.local.cloudformation.yaml.Schema;
import dev.fanfare.local.cloudformation.yaml.SchemaCheck;
import dev.fanfare.local.cloudformation.yaml.Value;
import dev.fanfare.local.cloudformation.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one template, step by step. */
final class TemplateReader {
  private static final String SAM = "AWS::Serverless-2016-10-31";
  private static final Schema.Block SECTIONS = Schema.of(Schema.class, "a template");
  private static final Schema.Block OUTPUT = Schema.of(Schema.class, "an output");

  private final Path file;
  private final Map<String, String> given;
  private final StackIdentity stack;
  private final ResourceTypes types;
  private final Problems problems = new Problems();
  private final List<NoEffect> noEffects = new ArrayList<>();

  TemplateReader(Path file, Map<String, String> given, StackIdentity stack, ResourceTypes types) {
    this.file = file.toAbsolutePath().normalize();
    this.given = given;
    this.stack = stack;
    this.types = types;
  }

  Template read() throws IOException {
    var root = YamlFile.read(file, problems).orElseThrow(this::unsupported);
    new SchemaCheck("a template", problems, noEffects).check(root, SECTIONS, "template");
    checkTransform(root);
    var mappings = new Mappings(root.section("Mappings"), problems);
    var values = Parameters.read(root.section("Parameters"), given, problems);
    var parameters = new ParameterNames(values, stack.pseudoParameters());
    var conditions = new Conditions(root.section("Conditions"), parameters, mappings, problems);
    conditions.checkAll();
    var declared = Declarations.read(root, types, problems, noEffects);
    var names = new ResourceNames(parameters, declared, conditions, mappings, stack, problems);
    checkNames(root, declared, names, parameters);
    var folder = requireNonNull(file.getParent(), "the template is a file");
    var resources = Resources.resolve(folder, declared, names, problems, noEffects);
    var specs = specs(resources);
    var outputs = outputs(root.section("Outputs"), names, conditions);
    if (!problems.isEmpty()) {
      throw unsupported();
    }
    return new Template(
        stack,
        specs,
        StackListing.of(root, values, resources),
        outputs,
        noEffects.stream().sorted(Comparator.comparingInt(NoEffect::line)).toList());
  }

  private List<Object> specs(Resources resources) {
    var specs = new ArrayList<>();
    for (var resource : resources.list()) {
      if (resource.isSound()) {
        spec(resource).ifPresent(specs::add);
      }
    }
    return specs;
  }

  private Optional<?> spec(Resource resource) {
    try {
      return resource.type().read(resource);
    } catch (IllegalArgumentException e) {
      problems.add(resource.path(), resource.line(), "", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Reports references to names that do not exist, and duplicate names. */
  private void checkNames(
      Value.Fields root,
      Map<String, Declaration> declared,
      ResourceNames names,
      ParameterNames parameters) {
    declared
        .values()
        .forEach(declaration -> declaration.references().forEach(r -> r.check(names, problems)));
    Reference.in(root.section("Outputs"), "Outputs")
        .forEach(reference -> reference.check(names, problems));
    for (var declaration : declared.values()) {
      if (parameters.knows(declaration.logicalId())) {
        problems.add(
            declaration.origin().path(),
            declaration.origin().line(),
            declaration.logicalId(),
            "a parameter has this name too");
      }
    }
  }

  private void checkTransform(Value.Fields root) {
    if (!root.has("Transform")) {
      problems.missing(
          "Transform", 1, "must be " + SAM + ", or CloudFormation rejects AWS::Serverless types");
    }
  }

  private UnsupportedTemplateException unsupported() {
    return new UnsupportedTemplateException(file, problems.list());
  }

  /** The resolved outputs whose condition holds, by name. */
  private Map<String, String> outputs(
      Value.Fields declared, ResourceNames names, Conditions conditions) {
    var outputs = new LinkedHashMap<String, String>();
    declared
        .entries()
        .forEach(
            (name, value) ->
                output(name, value, names, conditions).ifPresent(text -> outputs.put(name, text)));
    return outputs;
  }

  private Optional<String> output(
      String name, Value value, ResourceNames names, Conditions conditions) {
    var path = "Outputs." + name;
    if (value instanceof Value.Fields fields
        && fields.entries().get("Condition") instanceof Value.Text condition
        && !conditions
            .holds(condition.text(), path + ".Condition", condition.line())
            .orElse(false)) {
      return Optional.empty();
    }
    var before = problems.count();
    var resolved = names.intrinsics().resolve(value, path);
    new SchemaCheck("an output", problems, noEffects).check(resolved, OUTPUT, path);
    return problems.count() == before && resolved instanceof Value.Fields fields
        ? fields.text("Value")
        : Optional.empty();
  }
}
