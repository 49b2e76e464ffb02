package dev.fanfare.local.cloudformation.api;

import dev.fanfare.local.cloudformation.StackListing;
import dev.fanfare.local.cloudformation.Template;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The running stack of this process.
 *
 * @param id its ARN
 * @param templateBody the text of the template
 * @param outputs values by name, with local addresses instead of those on AWS
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

  /**
   * Describes a stack that has just been started.
   *
   * @param sockets the address that replaces the WebSocket API's address on AWS
   */
  public static RunningStack of(
      Template template, URI sockets, Instant createdAt, String templateBody) {
    var outputs = new LinkedHashMap<>(template.outputs());
    outputs.computeIfPresent("SocketUrl", (name, onAws) -> sockets.toString());
    String name = template.stack().name();
    return new RunningStack(
        name,
        template.stack().account().stackArn(name),
        createdAt.truncatedTo(ChronoUnit.MILLIS),
        templateBody,
        template.listing(),
        outputs);
  }
}
