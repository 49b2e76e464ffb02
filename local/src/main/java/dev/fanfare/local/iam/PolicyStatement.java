package dev.fanfare.local.iam;

import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One statement of a role's policy, after references are resolved.
 *
 * @param effect {@code Allow} or {@code Deny}
 * @param actions such as {@code s3:PutObject}
 * @param resources ARNs, with their wildcards
 * @param conditions the accepted values by operator and key; one of the values must match
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

  static List<PolicyStatement> of(Value.Fields document) {
    return document.blocks("Statement").stream().map(PolicyStatement::statement).toList();
  }

  private static PolicyStatement statement(Value.Fields fields) {
    var conditions = new LinkedHashMap<String, Map<String, List<String>>>();
    var operators = fields.section("Condition");
    for (var operator : operators.entries().keySet()) {
      var values = operators.section(operator);
      var keys = new LinkedHashMap<String, List<String>>();
      values.entries().keySet().forEach(key -> keys.put(key, values.texts(key)));
      conditions.put(operator, keys);
    }
    return new PolicyStatement(
        fields.text("Sid"),
        fields.text("Effect").orElseThrow(),
        fields.texts("Action"),
        fields.texts("Resource"),
        conditions);
  }
}
