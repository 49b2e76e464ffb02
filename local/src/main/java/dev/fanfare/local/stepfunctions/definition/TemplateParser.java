package dev.fanfare.local.stepfunctions.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.stepfunctions.query.Expression;
import dev.fanfare.local.stepfunctions.query.Json;
import dev.fanfare.local.stepfunctions.query.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** Finds and compiles the expressions in a value. */
final class TemplateParser {
  private TemplateParser() {}

  static boolean isExpression(JsonNode value) {
    return value.isTextual() && Expression.sourceIn(value.asText()).isPresent();
  }

  static Template parse(JsonNode value, String path, Problems problems) {
    if (value.isTextual()) {
      return parseString(value.asText(), path, problems);
    } else if (value.isObject()) {
      var members = new LinkedHashMap<String, Template>();
      value
          .properties()
          .forEach(
              field ->
                  members.put(
                      field.getKey(),
                      parse(field.getValue(), path + "/" + field.getKey(), problems)));
      return members.values().stream().allMatch(Template.Literal.class::isInstance)
          ? literal(value)
          : new Template.Members(members);
    } else if (value.isArray()) {
      var elements = new ArrayList<Template>();
      for (int i = 0; i < value.size(); i++) {
        elements.add(parse(value.get(i), path + "[" + i + "]", problems));
      }
      return elements.stream().allMatch(Template.Literal.class::isInstance)
          ? literal(value)
          : new Template.Elements(elements);
    }
    return literal(value);
  }

  private static Template parseString(String text, String path, Problems problems) {
    var source = Expression.sourceIn(text);
    if (source.isEmpty()) {
      if (text.startsWith("{%") || text.endsWith("%}")) {
        problems.add(
            Problems.Code.SCHEMA_VALIDATION_FAILED,
            path,
            "Value \"" + text + "\" must both start with {% and end with %}, or do neither");
      }
      return new Template.Literal(text);
    }
    try {
      return new Template.Computed(Expression.compile(source.get()));
    } catch (IllegalArgumentException e) {
      problems.add(
          Problems.Code.SCHEMA_VALIDATION_FAILED,
          path,
          "Value \"" + text + "\" must be JSONata: " + e.getMessage());
      return new Template.Literal(text);
    }
  }

  private static Template literal(JsonNode value) {
    try {
      return new Template.Literal(Json.parse(value.toString()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write a parsed value", e);
    }
  }
}
