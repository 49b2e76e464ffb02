package dev.fanfare.local.cloudformation.resources;

import java.util.Optional;

/**
 * A type of resource that a template may have. Each service implements it for its own types, and
 * the composition of the stack registers them.
 */
public interface ResourceType {

  TypeDescription description();

  /**
   * Reads a resource whose properties fit the description, and reports what is wrong with it and
   * with the resources that it refers to.
   *
   * @return the spec that the service's runtime takes; empty if the type has none, or if the
   *     resource cannot be read
   * @throws IllegalArgumentException if the spec refuses a value; the engine reports the message
   */
  default Optional<?> read(Resource resource) {
    return Optional.empty();
  }
}
