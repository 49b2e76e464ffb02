package dev.fanfare.local.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A statement of a policy of a role, with everything resolved.
 *
 * @param effect {@code Allow} or {@code Deny}
 * @param actions such as {@code s3:PutObject}
 * @param resources ARNs, with their wildcards
 * @param conditions operator, then key, then the values; one of them has to match
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
