package dev.fanfare.local.cloudformation.api;

import dev.fanfare.local.cloudformation.StackListing;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one stack that there is.
 *
 * @param id its ARN
 * @param templateBody the template as it was written
 * @param outputs values by name, as they hold on this machine
 */
public record RunningStack(
    String name,
    String id,
    Instant createdAt,
    String templateBody,
    StackListing listing,
    Map<String, String> outputs) {
  public RunningStack {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  boolean isCalled(String nameOrId) {
    return nameOrId.equals(name) || nameOrId.equals(id);
  }
}
