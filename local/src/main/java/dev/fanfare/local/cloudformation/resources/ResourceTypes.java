package dev.fanfare.local.cloudformation.resources;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The registered resource types. The engine rejects all others. */
public final class ResourceTypes {
  private final Map<String, ResourceType> byName = new LinkedHashMap<>();

  public ResourceTypes(Collection<ResourceType> types) {
    types.forEach(type -> byName.put(type.name(), type));
  }

  Optional<ResourceType> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  String names() {
    return String.join(", ", byName.keySet());
  }

  /** Returns the type whose defaults a section of {@code Globals} sets. */
  Optional<ResourceType> ofGlobals(String section) {
    return byName.values().stream()
        .filter(type -> type.globals.filter(section::equals).isPresent())
        .findFirst();
  }

  String globals() {
    return byName.values().stream()
        .flatMap(type -> type.globals.stream())
        .map(section -> "Globals." + section)
        .collect(Collectors.joining(", "));
  }
}
