package dev.fanfare.local.iam;

import static dev.fanfare.local.cloudformation.yaml.Schema.anyText;
import static dev.fanfare.local.cloudformation.yaml.Schema.anything;
import static dev.fanfare.local.cloudformation.yaml.Schema.block;
import static dev.fanfare.local.cloudformation.yaml.Schema.mapOf;
import static dev.fanfare.local.cloudformation.yaml.Schema.oneOf;
import static dev.fanfare.local.cloudformation.yaml.Schema.oneOrMany;
import static dev.fanfare.local.cloudformation.yaml.Schema.text;

import dev.fanfare.local.cloudformation.yaml.Schema;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schemas of IAM's policy documents, and the statements in them. */
public final class PolicyDocuments {
  private static final Schema.Block STATEMENT =
      block()
          .any("Sid")
          .must("Effect", oneOf("Allow", "Deny"))
          .must("Action", oneOrMany(text()))
          .and("Condition", mapOf(mapOf(oneOrMany(anyText()))));

  /** What a role may do. */
  public static final Schema.Block OF_ROLE =
      document(STATEMENT.must("Resource", oneOrMany(text())));

  /** Who may use a resource, such as a queue. */
  static final Schema.Block OF_RESOURCE =
      document(STATEMENT.must("Principal", anything()).must("Resource", oneOrMany(text())));

  /** Who may assume a role. */
  static final Schema.Block OF_TRUST = document(STATEMENT.must("Principal", anything()));

  private PolicyDocuments() {}

  private static Schema.Block document(Schema.Block statement) {
    return block().any("Version", "Id").must("Statement", oneOrMany(statement));
  }

  /** The statements of a document that fits {@link #OF_ROLE}. */
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
