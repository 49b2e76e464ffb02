package dev.fanfare.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The members of a request that an action reads. A service refuses every other member by its name,
 * so that nothing that a client sends is dropped.
 */
public final class Members {
  /** Begins the text of every refusal of something that AWS has and the local service lacks. */
  public static final String NOT_SUPPORTED = "NOT_SUPPORTED_LOCALLY: ";

  /** Below a member without members of its own, everything is allowed: it is a value or a map. */
  private static final Members NONE = new Members(Map.of());

  private final Map<String, Members> below;

  private Members(Map<String, Members> below) {
    this.below = below;
  }

  /**
   * @param paths such as {@code Period}, or {@code Metric.Name} for a member of a structure, or of
   *     the structures in a list
   */
  public static Members of(String... paths) {
    return new Members(Map.of()).and(paths);
  }

  /** These members and others, with paths as in {@link #of}. */
  public Members and(String... paths) {
    var all = new TreeMap<>(below);
    for (String path : paths) {
      String[] steps = path.split("\\.", 2);
      Members inside = all.getOrDefault(steps[0], NONE);
      all.put(steps[0], steps.length == 1 ? inside : inside.and(steps[1]));
    }
    return new Members(all);
  }

  /** These members and a structure. */
  public Members with(String name, Members structure) {
    var all = new TreeMap<>(below);
    all.put(name, structure);
    return new Members(all);
  }

  /** The members of a member; none if it is a value or a map. */
  Members inside(String name) {
    return below.getOrDefault(name, NONE);
  }

  boolean has(String name) {
    return this == NONE || below.containsKey(name);
  }

  /**
   * @throws ApiError for a member that the action does not read
   */
  void require(String service, String action, JsonNode sent) {
    unknown(sent)
        .ifPresent(
            name -> {
              throw refusal(service, action, name);
            });
  }

  /** The error for a parameter that a local service does not read. */
  static ApiError refusal(String service, String action, String parameter) {
    return new ApiError(
        400,
        "ValidationException",
        "ValidationError",
        NOT_SUPPORTED
            + "the local %s does not read the parameter %s of %s"
                .formatted(service, parameter, action));
  }

  private Optional<String> unknown(JsonNode sent) {
    return this == NONE
        ? Optional.empty()
        : sent.properties().stream()
            .filter(member -> !member.getValue().isNull())
            .flatMap(member -> unknown(member.getKey(), member.getValue()).stream())
            .findFirst();
  }

  private Optional<String> unknown(String name, JsonNode value) {
    if (!has(name)) {
      return Optional.of(name);
    }
    Stream<JsonNode> structures = value.isArray() ? value.valueStream() : Stream.of(value);
    return structures
        .flatMap(each -> inside(name).unknown(each).stream())
        .map(below -> name + "." + below)
        .findFirst();
  }
}
