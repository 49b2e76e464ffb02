package dev.fanfare.local.template;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Index of all resources that are created, to look up what an ARN, a URL or a name refers to. */
final class ResourceIndex {
  private final List<Resolved> resources;

  ResourceIndex(List<Resolved> resources) {
    this.resources = List.copyOf(resources);
  }

  List<Resolved> all() {
    return resources;
  }

  /** Resources of a type that can be read; those with problems are left out. */
  List<Resolved> soundOf(ResourceType type) {
    return resources.stream()
        .filter(resource -> resource.isOf(type) && resource.isSound())
        .toList();
  }

  /**
   * Whether a resource of a type has problems, so that its absence need not be reported as well.
   */
  boolean hasUnsound(ResourceType type) {
    return resources.stream().anyMatch(resource -> resource.isOf(type) && !resource.isSound());
  }

  /** The resource of a type for which {@code by} gives this value. */
  Optional<Resolved> find(ResourceType type, Function<Identity, String> by, String value) {
    return resources.stream()
        .filter(resource -> resource.isOf(type) && by.apply(resource.identity()).equals(value))
        .findFirst();
  }

  Optional<Resolved> role(String arn) {
    return find(RoleType.TYPE, RoleType::arn, arn);
  }

  Optional<Resolved> queue(String arn) {
    return find(QueueType.TYPE, QueueType::arn, arn);
  }

  Optional<Resolved> topic(String arn) {
    return find(TopicTypes.TOPIC, TopicTypes::arn, arn);
  }

  /** The function with this name or ARN; a qualifier must be one that the function has. */
  Optional<Resolved> function(String nameOrArn) {
    return resources.stream()
        .filter(resource -> resource.isOf(FunctionType.TYPE))
        .filter(resource -> FunctionType.answersTo(resource, nameOrArn))
        .findFirst();
  }
}
