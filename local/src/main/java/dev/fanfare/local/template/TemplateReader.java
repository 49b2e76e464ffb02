package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.anyText;
import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.mapOf;
import static dev.fanfare.local.template.Shape.oneOf;
import static dev.fanfare.local.template.Shape.oneOrMany;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a template through all steps of its reading; see the package. Used once. */
final class TemplateReader {
  private static final String SAM = "AWS::Serverless-2016-10-31";
  private static final Shape SECTION = mapOf(".+", new Shape.Anything());
  private static final Shape.Block SECTIONS =
      block()
          .and("AWSTemplateFormatVersion", oneOf("2010-09-09"))
          .and("Transform", oneOrMany(oneOf(SAM)))
          .and("Description", anyText())
          .and("Metadata", new Shape.Anything())
          .and("Parameters", SECTION)
          .and(
              "Mappings",
              mapOf("[A-Za-z0-9]+", mapOf(".+", mapOf("[A-Za-z0-9_.-]+", new Shape.Anything()))))
          .and("Conditions", SECTION)
          .and("Globals", SECTION)
          .must("Resources", SECTION)
          .and("Outputs", SECTION);

  private final Path file;
  private final Map<String, String> given;
  private final StackIdentity stack;
  private final Problems problems = new Problems();
  private final List<NoEffect> noEffects = new ArrayList<>();

  TemplateReader(Path file, Map<String, String> given, StackIdentity stack) {
    this.file = file.toAbsolutePath().normalize();
    this.given = given;
    this.stack = stack;
  }

  Template read() throws IOException {
    var root = TemplateFile.read(file, problems).orElseThrow(this::unsupported);
    new ShapeCheck("a template", problems, noEffects).check(root, SECTIONS, "template");
    checkTransform(root);
    var mappings = new Mappings(section(root, "Mappings"), problems);
    var values = Parameters.read(section(root, "Parameters"), given, problems);
    var parameters = new ParameterNames(values, stack);
    var conditions = new Conditions(section(root, "Conditions"), parameters, mappings, problems);
    conditions.checkAll();
    var globals = Globals.ofFunctions(section(root, "Globals"), problems);
    var declared = Declarations.read(section(root, "Resources"), globals, problems, noEffects);
    var names = new ResourceNames(parameters, declared, conditions, mappings, stack, problems);
    var dependencies = new Dependencies(declared);
    checkNames(root, declared, names, parameters);
    dependencies.checkCircles(declared, problems);
    var index = new ResourceIndex(resolved(declared, names));
    checkReferences(index);
    var outputs =
        new Outputs(section(root, "Outputs"), names, conditions, problems, noEffects).read();
    var listing = StackListing.of(root, values, index.all());
    var template = template(index, dependencies, listing, outputs);
    if (!problems.isEmpty()) {
      throw unsupported();
    }
    return template;
  }

  private Template template(
      ResourceIndex index,
      Dependencies dependencies,
      StackListing listing,
      Map<String, String> outputs) {
    var directory = file.getParent();
    var functions = new FunctionReader(directory, index, problems);
    var stateMachines = new StateMachineReader(directory, index, problems);
    return new Template(
        stack,
        index.soundOf(FunctionType.TYPE).stream().map(functions::read).toList(),
        index.soundOf(StateMachineType.TYPE).stream()
            .map(stateMachines::read)
            .flatMap(Optional::stream)
            .toList(),
        index.soundOf(TableType.TYPE).stream()
            .map(table -> TableType.read(table, problems))
            .toList(),
        index.soundOf(QueueType.TYPE).stream()
            .map(queue -> QueueType.read(queue, index, problems))
            .toList(),
        new TopicReader(index, problems).read(),
        index.soundOf(ScheduleType.TYPE).stream()
            .map(schedule -> ScheduleType.read(schedule, index, problems))
            .toList(),
        index.soundOf(BucketType.TYPE).stream().map(BucketType::read).toList(),
        index.soundOf(SecretType.TYPE).stream().map(SecretType::read).toList(),
        new SocketApiReader(index, dependencies, stack, problems).read(),
        index.soundOf(LogGroupType.TYPE).stream().map(LogGroupType::read).toList(),
        listing,
        outputs,
        noEffects.stream().sorted(Comparator.comparingInt(NoEffect::line)).toList());
  }

  private List<Resolved> resolved(Map<String, Declaration> declared, ResourceNames names) {
    var resolved = new ArrayList<Resolved>();
    for (var declaration : declared.values()) {
      if (declaration.type().isEmpty()) {
        continue;
      }
      if (names.isCreated(declaration)) {
        resolve(declaration, names).ifPresent(resolved::add);
      } else {
        noEffects.add(
            new NoEffect(declaration.path(), declaration.line(), "its condition does not hold"));
      }
    }
    return resolved;
  }

  private Optional<Resolved> resolve(Declaration declaration, ResourceNames names) {
    var type = declaration.type().orElseThrow();
    var path = declaration.path() + ".Properties";
    var before = problems.count();
    var resolved = names.intrinsics().resolve(declaration.properties(), path);
    var properties =
        resolved instanceof Value.Fields fields ? fields : Value.Fields.empty(declaration.line());
    if (!declaration.isAdded()) {
      type.noEffect()
          .ifPresent(r -> noEffects.add(new NoEffect(declaration.path(), declaration.line(), r)));
      new ShapeCheck(type.name(), problems, noEffects).check(resolved, type.properties(), path);
    }
    var isSound = problems.count() == before && resolved.isWhole();
    return names
        .identity(declaration.logicalId())
        .map(
            id ->
                new Resolved(
                    id, type, properties, declaration.path(), declaration.line(), isSound));
  }

  /** Reports names that nothing has, wherever they are mentioned, and names that two have. */
  private void checkNames(
      Value.Fields root,
      Map<String, Declaration> declared,
      Names names,
      ParameterNames parameters) {
    declared
        .values()
        .forEach(declaration -> declaration.references().forEach(r -> r.check(names, problems)));
    Reference.in(section(root, "Outputs"), "Outputs")
        .forEach(reference -> reference.check(names, problems));
    for (var declaration : declared.values()) {
      if (parameters.knows(declaration.logicalId())) {
        problems.add(
            declaration.path(),
            declaration.line(),
            declaration.logicalId(),
            "a parameter has this name too");
      }
    }
  }

  /** What is wrong between resources that have no record of their own. */
  private void checkReferences(ResourceIndex index) {
    index
        .soundOf(QueueType.POLICY)
        .forEach(policy -> QueueType.checkPolicy(policy, index, problems));
    index
        .soundOf(TopicTypes.POLICY)
        .forEach(policy -> TopicTypes.checkPolicy(policy, index, problems));
    index
        .soundOf(BucketType.POLICY)
        .forEach(policy -> BucketType.checkPolicy(policy, index, problems));
    index.soundOf(RoleType.POLICY).forEach(policy -> RoleType.checkPolicy(policy, index, problems));
    index
        .soundOf(PermissionType.TYPE)
        .forEach(permission -> PermissionType.check(permission, index, problems));
    var taken = new HashSet<String>();
    for (var resource : index.all()) {
      var isNamed = resource.type().nameProperty().isPresent();
      var isShared = resource.isOf(SocketApiTypes.STAGE) || resource.isOf(RoleType.POLICY);
      if (isNamed && !isShared && !taken.add(resource.type().name() + " " + resource.name())) {
        problems.add(
            resource.path(),
            resource.line(),
            resource.name(),
            "another " + resource.type().name() + " has this name");
      }
    }
  }

  private void checkTransform(Value.Fields root) {
    if (!root.entries().containsKey("Transform")) {
      problems.missing(
          "Transform", 1, "must be " + SAM + ", or AWS does not know AWS::Serverless types");
    }
  }

  private static Value.Fields section(Value.Fields root, String name) {
    return root.entries().get(name) instanceof Value.Fields fields
        ? fields
        : Value.Fields.empty(root.line());
  }

  private UnsupportedTemplateException unsupported() {
    return new UnsupportedTemplateException(file, problems.list());
  }
}
