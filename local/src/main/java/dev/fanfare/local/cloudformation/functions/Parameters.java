package dev.fanfare.local.cloudformation.functions;

import dev.fanfare.local.cloudformation.yaml.Problems;
import dev.fanfare.local.cloudformation.yaml.Schema;
import dev.fanfare.local.cloudformation.yaml.SchemaCheck;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The section {@code Parameters}. A parameter has its given value, or else its default. The value
 * must satisfy the parameter's rules. Problems hide values with {@code NoEcho}.
 */
public record Parameters(Map<String, String> given, Problems problems) {
  private static final Schema.Block SCHEMA = Schema.of(Schema.class, "a parameter");

  /**
   * Returns the values of all declared parameters. A parameter with a problem has an unresolvable
   * value, so that references to it are not reported too.
   */
  public static Map<String, Value> read(
      Value.Fields declared, Map<String, String> given, Problems problems) {
    var parameters = new Parameters(given, problems);
    var values = new LinkedHashMap<String, Value>();
    declared.entries().forEach((name, value) -> values.put(name, parameters.value(name, value)));
    for (var name : given.keySet()) {
      if (!declared.has(name)) {
        problems.add(
            "Parameters." + name, 0, given.get(name), "the template has no such parameter");
      }
    }
    return values;
  }

  private Value value(String name, Value declaration) {
    var path = "Parameters." + name;
    var before = problems.count();
    new SchemaCheck("a parameter", problems, new ArrayList<>()).check(declaration, SCHEMA, path);
    var unresolvable = new Value.Unresolvable(declaration.line());
    if (problems.count() > before
        || !declaration.isResolved()
        || !(declaration instanceof Value.Fields fields)) {
      return unresolvable;
    }
    var value = Optional.ofNullable(given.get(name)).or(() -> fields.text("Default"));
    if (value.isEmpty()) {
      problems.missing(path, declaration.line(), "has no default and no value was given");
      return unresolvable;
    }
    var violated = violatedRule(fields, value.get());
    if (violated.isPresent()) {
      var rule =
          fields.text("ConstraintDescription").map(text -> violated.get() + " (" + text + ")");
      var shown = fields.flag("NoEcho", false) ? "****" : value.get();
      problems.add(path, declaration.line(), shown, rule.orElse(violated.get()));
      return unresolvable;
    }
    return new Value.Text(value.get(), declaration.line());
  }

  private static Optional<String> violatedRule(Value.Fields rules, String value) {
    if (rules.has("AllowedValues") && !rules.texts("AllowedValues").contains(value)) {
      return Optional.of("must be one of " + rules.texts("AllowedValues"));
    }
    if (rules.text("Type").orElseThrow().equals("Number")) {
      return violatedRange(rules, value);
    }
    if (value.length() < rules.whole("MinLength", 0)
        || value.length() > rules.whole("MaxLength", Integer.MAX_VALUE)) {
      return Optional.of(
          "must have "
              + rules.text("MinLength").orElse("0")
              + " to "
              + rules.text("MaxLength").orElse("any number of")
              + " characters");
    }
    return rules.text("AllowedPattern").flatMap(pattern -> violatedPattern(pattern, value));
  }

  private static Optional<String> violatedPattern(String pattern, String value) {
    try {
      return Pattern.matches(pattern, value)
          ? Optional.empty()
          : Optional.of("must match " + pattern);
    } catch (PatternSyntaxException e) {
      return Optional.of("its AllowedPattern is not a regular expression: " + e.getDescription());
    }
  }

  private static Optional<String> violatedRange(Value.Fields rules, String value) {
    final BigDecimal number;
    try {
      number = new BigDecimal(value);
    } catch (NumberFormatException e) {
      return Optional.of("must be a number");
    }
    var isTooSmall =
        rules.text("MinValue").filter(min -> number.compareTo(new BigDecimal(min)) < 0);
    var isTooLarge =
        rules.text("MaxValue").filter(max -> number.compareTo(new BigDecimal(max)) > 0);
    return isTooSmall
        .map(min -> "must be at least " + min)
        .or(() -> isTooLarge.map(max -> "must be at most " + max));
  }
}
