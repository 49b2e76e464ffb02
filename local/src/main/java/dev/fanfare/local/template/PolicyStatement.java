package dev.fanfare.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One statement of a policy that a role has, with everything resolved. The local stack evaluates no
 * policies; tests hold the actions against what the code calls.
 *
 * @param effect {@code Allow} or {@code Deny}
 * @param actions such as {@code s3:PutObject}
 * @param resources ARNs, with wildcards as they stand
 * @param conditions operator, then key, then the values of which one must match
 */
public record PolicyStatement(
    Optional<String> sid,
    String effect,
    List<String> actions,
    List<String> resources,
    Map<String, Map<String, List<String>>> conditions) {

  public PolicyStatement {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    conditions = Map.copyOf(conditions);
  }
}
