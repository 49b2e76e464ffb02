package dev.fanfare.local.cloudformation.resources;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The registered types of resources. A resource of any other type is refused. */
public final class ResourceTypes {
  private final Map<String, ResourceType> byName = new LinkedHashMap<>();

  public ResourceTypes(Collection<? extends ResourceType> types) {
    types.forEach(type -> byName.put(type.description().name(), type));
  }

  Optional<ResourceType> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public ResourceType of(Resource resource) {
    return byName.get(resource.type().name());
  }

  String names() {
    return String.join(", ", byName.keySet());
  }

  /** The type that may have defaults in a section of {@code Globals}. */
  Optional<TypeDescription> ofGlobals(String section) {
    return descriptions()
        .filter(type -> type.globals.filter(section::equals).isPresent())
        .findFirst();
  }

  String globals() {
    return descriptions()
        .flatMap(type -> type.globals.stream())
        .map(section -> "Globals." + section)
        .collect(Collectors.joining(", "));
  }

  private Stream<TypeDescription> descriptions() {
    return byName.values().stream().map(ResourceType::description);
  }
}
