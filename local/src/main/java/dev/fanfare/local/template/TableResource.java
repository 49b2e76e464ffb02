package dev.fanfare.local.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table to make, billed by request.
 *
 * @param attributes the key attributes by name, each with its type {@code S}, {@code N} or {@code
 *     B}
 * @param ttlAttribute the attribute that holds when an item expires, in seconds since 1970
 * @param streamViewType what its stream shows of a changed item; empty when it has none
 */
public record TableResource(
    String logicalId,
    String name,
    String arn,
    Map<String, String> attributes,
    Key key,
    List<Index> indexes,
    Optional<String> ttlAttribute,
    Optional<String> streamViewType) {

  public TableResource {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    indexes = List.copyOf(indexes);
  }

  /** A key schema: the partition key's attribute and the sort key's. */
  public record Key(String hash, Optional<String> range) {

    /** In the order of the schema. */
    public List<String> attributes() {
      return Stream.concat(Stream.of(hash), range.stream()).toList();
    }
  }

  /**
   * A global secondary index.
   *
   * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
   * @param included the attributes beside the keys with {@code INCLUDE}, else empty
   */
  public record Index(String name, Key key, String projection, List<String> included) {
    public Index {
      included = List.copyOf(included);
    }
  }
}
