package dev.fanfare.local.cloudformation.resources;

import dev.fanfare.local.cloudformation.functions.Reference;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.List;
import java.util.Optional;

/**
 * A resource as the file declares it, or a role that SAM adds.
 *
 * @param type empty if the type is not registered; the reader reports this
 * @param properties the properties in the file, with the defaults of {@code Globals}
 * @param references the references in its properties, except those that belong to a role that SAM
 *     adds
 */
public record Declaration(
    String logicalId,
    Optional<ResourceType> type,
    Value.Fields properties,
    List<Reference> references,
    List<String> dependsOn,
    Optional<String> condition,
    Origin origin) {

  /**
   * The place of a declaration.
   *
   * @param path such as {@code Resources.Jobs}; a role that SAM adds has its owner's path
   * @param isAdded whether SAM adds the resource
   */
  public record Origin(String path, int line, boolean isAdded) {}

  String path() {
    return origin.path();
  }

  int line() {
    return origin.line();
  }

  /** The logical id of the alias that SAM adds. {@code DependsOn} may refer to it. */
  Optional<String> aliasId() {
    return type.flatMap(found -> found.aliasProperty)
        .flatMap(properties::get)
        .map(alias -> logicalId + "Alias" + alias.toString().replace("-", "D").replace("_", "U"));
  }

  String roleId() {
    return logicalId + "Role";
  }

  boolean hasAddedRole() {
    return type.filter(found -> found.addsRole(properties)).isPresent();
  }

  Declaration withDependsOn(List<String> others) {
    return new Declaration(logicalId, type, properties, references, others, condition, origin);
  }
}
