package dev.fanfare.local.cloudformation.resources;

import dev.fanfare.local.cloudformation.yaml.NoEffect;
import dev.fanfare.local.cloudformation.yaml.Problems;
import dev.fanfare.local.cloudformation.yaml.SchemaCheck;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** All resources that the template creates. Methods take types by their AWS names. */
public final class Resources {
  private final Path directory;
  private final Dependencies dependencies;
  private final List<Resource> resources = new ArrayList<>();

  private Resources(Path directory, Dependencies dependencies) {
    this.directory = directory;
    this.dependencies = dependencies;
  }

  /** Resolves the declared resources whose conditions hold, and checks their properties. */
  public static Resources resolve(
      Path directory,
      Map<String, Declaration> declared,
      ResourceNames names,
      Problems problems,
      List<NoEffect> noEffects) {
    var all = new Resources(directory, new Dependencies(declared));
    all.dependencies.checkCycles(declared, problems);
    for (var declaration : declared.values()) {
      if (declaration.type().isEmpty()) {
        continue;
      }
      if (names.isCreated(declaration)) {
        all.resolve(declaration, names, problems, noEffects);
      } else {
        noEffects.add(
            new NoEffect(declaration.path(), declaration.line(), "its condition does not hold"));
      }
    }
    all.checkNames(problems);
    return all;
  }

  private void resolve(
      Declaration declaration, ResourceNames names, Problems problems, List<NoEffect> noEffects) {
    var type = declaration.type().orElseThrow();
    var path = declaration.path() + ".Properties";
    var before = problems.count();
    var resolved = names.intrinsics().resolve(declaration.properties(), path);
    var properties =
        resolved instanceof Value.Fields fields ? fields : Value.Fields.empty(declaration.line());
    if (!declaration.origin().isAdded()) {
      type.noEffect.ifPresent(
          r -> noEffects.add(new NoEffect(declaration.path(), declaration.line(), r)));
      new SchemaCheck(type.name(), problems, noEffects).check(resolved, type.properties, path);
    }
    var isSound = problems.count() == before && resolved.isResolved();
    names
        .identity(declaration.logicalId())
        .map(id -> new Resource(id, declaration, properties, isSound, this, problems))
        .ifPresent(resources::add);
  }

  private void checkNames(Problems problems) {
    var names = new HashSet<String>();
    for (var resource : resources) {
      var type = resource.type();
      if (type.nameProperty.isPresent()
          && type.isNameUnique
          && !names.add(type.name() + " " + resource.name())) {
        problems.add(
            resource.path(),
            resource.line(),
            resource.name(),
            "another " + type.name() + " has this name");
      }
    }
  }

  public List<Resource> list() {
    return resources;
  }

  /** The template's folder. Paths in the template are relative to it. */
  public Path directory() {
    return directory;
  }

  /** Returns the resources of a type without those that have problems. */
  public List<Resource> soundOf(String type) {
    return ofType(type).filter(Resource::isSound).toList();
  }

  /** Whether any resource of a type has problems. Callers then do not report it as missing. */
  public boolean hasUnsound(String type) {
    return ofType(type).anyMatch(resource -> !resource.isSound());
  }

  /** Returns the resource of a type whose {@code Ref} is this value. */
  public Optional<Resource> byRef(String type, String ref) {
    return find(type, resource -> List.of(resource.ref()), ref);
  }

  /** Returns the resource of a type with this ARN. A qualifier must be its version or alias. */
  public Optional<Resource> byArn(String type, String arn) {
    return find(type, Resource::arns, arn);
  }

  /** Whether an earlier resource of its type has the same value of a property. */
  public boolean isRepeated(Resource resource, String property) {
    return soundOf(resource.type().name()).stream()
        .takeWhile(other -> other != resource)
        .anyMatch(other -> other.text(property).equals(resource.text(property)));
  }

  /** Returns the role that SAM adds to a resource, or empty if it adds none. */
  public Optional<Resource> addedRole(Resource owner) {
    return resources.stream()
        .filter(
            role ->
                role.declaration().origin().isAdded()
                    && role.logicalId().equals(owner.declaration().roleId()))
        .findFirst();
  }

  /** Whether a resource depends on another one, directly or through others. */
  public boolean waitsFor(Resource resource, Resource other) {
    return dependencies.waitsFor(resource.logicalId(), other.logicalId());
  }

  private Optional<Resource> find(String type, Function<Resource, List<String>> by, String value) {
    return ofType(type).filter(resource -> by.apply(resource).contains(value)).findFirst();
  }

  private Stream<Resource> ofType(String type) {
    return resources.stream().filter(resource -> resource.type().name().equals(type));
  }
}
