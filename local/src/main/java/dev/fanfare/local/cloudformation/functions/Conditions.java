package dev.fanfare.local.cloudformation.functions;

import dev.fanfare.local.cloudformation.yaml.Problems;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The section {@code Conditions}. Conditions depend only on parameters. Each is evaluated once. */
public final class Conditions {
  private final Value.Fields declared;
  private final Problems problems;
  private final Intrinsics intrinsics;
  private final Map<String, Optional<Boolean>> known = new HashMap<>();
  private final Set<String> inProgress = new HashSet<>();

  public Conditions(Value.Fields declared, Names parameters, Mappings mappings, Problems problems) {
    this.declared = declared;
    this.problems = problems;
    this.intrinsics = new Intrinsics(parameters, this, mappings, problems);
  }

  /** Evaluates all conditions, so that errors in unused conditions are reported too. */
  public void checkAll() {
    declared.entries().forEach((name, value) -> holds(name, "Conditions." + name, value.line()));
  }

  /** Whether the condition holds; empty, with a problem, if it cannot be evaluated. */
  public Optional<Boolean> holds(String name, String path, int line) {
    var declaration = declared.entries().get(name);
    if (declaration == null) {
      problems.add(path, line, name, "no condition has this name");
      return Optional.empty();
    }
    if (!known.containsKey(name)) {
      var at = "Conditions." + name;
      if (!inProgress.add(name)) {
        problems.add(at, declaration, "the condition depends on itself");
        return Optional.empty();
      }
      known.put(name, evaluate(declaration, at));
    }
    return known.get(name);
  }

  private Optional<Boolean> evaluate(Value expression, String path) {
    if (!(expression instanceof Value.Fields fields) || fields.entries().size() != 1) {
      return expression instanceof Value.Unresolvable
          ? Optional.empty()
          : unusable(expression, path);
    }
    var entry = fields.entries().entrySet().iterator().next();
    var arguments =
        entry.getValue() instanceof Value.Items items ? items.items() : List.<Value>of();
    return switch (entry.getKey()) {
      case "Condition" ->
          entry.getValue() instanceof Value.Text name
              ? holds(name.text(), path, name.line())
              : unusable(expression, path);
      case "Fn::Equals" ->
          arguments.size() == 2 ? equal(arguments, path) : unusable(expression, path);
      case "Fn::Not" ->
          arguments.size() == 1
              ? evaluate(arguments.get(0), path).map(holds -> !holds)
              : unusable(expression, path);
      case "Fn::And", "Fn::Or" ->
          arguments.size() >= 2 && arguments.size() <= 10
              ? combined(entry.getKey().equals("Fn::And"), arguments, path)
              : unusable(expression, path);
      default -> unusable(expression, path);
    };
  }

  private Optional<Boolean> equal(List<Value> arguments, String path) {
    var left = intrinsics.resolve(arguments.get(0), path);
    var right = intrinsics.resolve(arguments.get(1), path);
    if (left instanceof Value.Unresolvable || right instanceof Value.Unresolvable) {
      return Optional.empty();
    }
    return Optional.of(left.toString().equals(right.toString()));
  }

  private Optional<Boolean> combined(boolean isAnd, List<Value> arguments, String path) {
    var results = new ArrayList<Boolean>();
    arguments.forEach(argument -> evaluate(argument, path).ifPresent(results::add));
    if (results.size() < arguments.size()) {
      return Optional.empty();
    }
    return Optional.of(isAnd ? !results.contains(false) : results.contains(true));
  }

  private Optional<Boolean> unusable(Value expression, String path) {
    problems.add(
        path,
        expression,
        "must be Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition, with its arguments");
    return Optional.empty();
  }
}
