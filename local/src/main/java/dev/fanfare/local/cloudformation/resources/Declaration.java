package dev.fanfare.local.cloudformation.resources;

import dev.fanfare.local.cloudformation.functions.Reference;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.List;
import java.util.Optional;

/**
 * A resource as the file declares it, or a role that SAM adds to it.
 *
 * @param type empty if it is not registered, which is reported
 * @param properties as in the file, with the defaults of {@code Globals}
 * @param references the names that it refers to, without those of a role that SAM adds to it
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
   * Where it comes from.
   *
   * @param path such as {@code Resources.Jobs}; a role that SAM adds has the path of its owner
   * @param isAdded whether SAM adds it
   */
  public record Origin(String path, int line, boolean isAdded) {}

  String path() {
    return origin.path();
  }

  int line() {
    return origin.line();
  }

  /** The logical id of the alias that SAM adds to it, to which a DependsOn may refer. */
  Optional<String> aliasId() {
    return type.flatMap(found -> found.aliasProperty)
        .flatMap(properties::get)
        .map(alias -> logicalId + "Alias" + alias.toString().replace("-", "D").replace("_", "U"));
  }

  String roleId() {
    return logicalId + "Role";
  }

  /** Whether SAM adds a role to it. */
  boolean hasAddedRole() {
    return type.filter(found -> found.addsRole(properties)).isPresent();
  }

  Declaration withDependsOn(List<String> others) {
    return new Declaration(logicalId, type, properties, references, others, condition, origin);
  }
}
