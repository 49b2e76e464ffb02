package dev.fanfare.local.iam;

import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the statements of policy documents. */
final class PolicyDocuments {
  private PolicyDocuments() {}

  /** The statements of a document of a role's policy. */
  static List<PolicyStatement> statements(Value.Fields document) {
    return document.blocks("Statement").stream().map(PolicyDocuments::statement).toList();
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
