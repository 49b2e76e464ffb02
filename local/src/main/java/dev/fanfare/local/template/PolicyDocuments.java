package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.anyText;
import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.mapOf;
import static dev.fanfare.local.template.Shape.oneOf;
import static dev.fanfare.local.template.Shape.oneOrMany;
import static dev.fanfare.local.template.Shape.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shapes of IAM's policy documents, and how a role's statements are read from them. */
final class PolicyDocuments {
  private static final Shape VERSION = oneOf("2012-10-17", "2008-10-17");
  private static final Shape ACTION = text("\\*|[a-z0-9-]+:[A-Za-z0-9*?]+");
  private static final Shape RESOURCE = text("\\*|arn:.+");
  private static final Shape CONDITION = mapOf("[A-Za-z:]+", mapOf("\\S+", oneOrMany(anyText())));

  private static final Shape.Block STATEMENT =
      block()
          .and("Sid", text("[A-Za-z0-9]*"))
          .must("Effect", oneOf("Allow", "Deny"))
          .must("Action", oneOrMany(ACTION))
          .and("Condition", CONDITION);

  /** What a role may do. */
  static final Shape.Block OF_ROLE = document(STATEMENT.must("Resource", oneOrMany(RESOURCE)));

  /** Who may use a queue or a bucket. */
  static final Shape.Block OF_RESOURCE =
      document(
          STATEMENT.must("Principal", new Shape.Anything()).must("Resource", oneOrMany(RESOURCE)));

  /** Who may assume a role. */
  static final Shape.Block OF_TRUST = document(STATEMENT.must("Principal", new Shape.Anything()));

  private PolicyDocuments() {}

  /** The statements of a document whose shape was checked. */
  static List<PolicyStatement> statements(Value.Fields document) {
    return document.blocks("Statement").stream().map(PolicyDocuments::statement).toList();
  }

  private static PolicyStatement statement(Value.Fields fields) {
    var conditions = new LinkedHashMap<String, Map<String, List<String>>>();
    fields
        .fields("Condition")
        .ifPresent(
            block ->
                block
                    .entries()
                    .keySet()
                    .forEach(
                        operator ->
                            conditions.put(operator, keys(block.fields(operator).orElseThrow()))));
    return new PolicyStatement(
        fields.text("Sid"),
        fields.text("Effect").orElseThrow(),
        fields.texts("Action"),
        fields.texts("Resource"),
        conditions);
  }

  private static Map<String, List<String>> keys(Value.Fields operator) {
    var keys = new LinkedHashMap<String, List<String>>();
    operator.entries().keySet().forEach(key -> keys.put(key, operator.texts(key)));
    return keys;
  }

  private static Shape.Block document(Shape.Block statement) {
    return block()
        .and("Version", VERSION)
        .and("Id", text())
        .must("Statement", oneOrMany(statement));
  }
}
