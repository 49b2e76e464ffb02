package dev.fanfare.local.template;

import java.util.List;
import java.util.Optional;

/**
 * A resource as the file declares it, or a role that SAM adds to it.
 *
 * @param type empty when the local stack does not know it, which is then reported
 * @param properties as they stand in the file, with the defaults of {@code Globals}
 * @param references what it refers to; what a role that SAM adds refers to is not among a
 *     function's own
 * @param path such as {@code Resources.Jobs}; a role that SAM adds has its owner's
 * @param isAdded whether SAM adds it
 */
record Declaration(
    String logicalId,
    Optional<ResourceType> type,
    Value.Fields properties,
    List<Reference> references,
    List<String> dependsOn,
    Optional<String> condition,
    String path,
    int line,
    boolean isAdded) {

  boolean isOf(ResourceType other) {
    return type.filter(other::equals).isPresent();
  }

  /** The logical id of the alias that SAM adds to it, if it is a function with one. */
  Optional<String> aliasId() {
    return isOf(FunctionType.TYPE)
        ? properties.get("AutoPublishAlias").map(alias -> SamNames.aliasId(logicalId, "" + alias))
        : Optional.empty();
  }

  Declaration withDependsOn(List<String> others) {
    return new Declaration(
        logicalId, type, properties, references, others, condition, path, line, isAdded);
  }

  /** Whether SAM makes a role for it. */
  boolean hasAddedRole() {
    return type.filter(found -> found.addsRole(properties)).isPresent();
  }
}
