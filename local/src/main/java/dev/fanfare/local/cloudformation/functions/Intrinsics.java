package dev.fanfare.local.cloudformation.functions;

import dev.fanfare.local.cloudformation.yaml.Problems;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Evaluates CloudFormation's functions in a value of the file. A call that cannot be evaluated is
 * reported and becomes {@link Value.Unresolvable}. Values built from it become unresolvable without
 * another report, so that one mistake is one problem.
 */
public record Intrinsics(Names names, Conditions conditions, Mappings mappings, Problems problems) {

  /** Returns the value with each function replaced by its result. */
  public Value resolve(Value value, String path) {
    var call = Intrinsic.of(value);
    if (call.isPresent()) {
      return call(call.get(), value.line(), path);
    }
    if (value instanceof Value.Fields fields) {
      return fields(fields, path);
    }
    if (value instanceof Value.Items items) {
      var resolved = new ArrayList<Value>();
      for (var item : items.items()) {
        var at = path + "[" + resolved.size() + "]";
        Optional.of(resolve(item, at))
            .filter(r -> !(r instanceof Value.NoValue))
            .ifPresent(resolved::add);
      }
      return new Value.Items(resolved, items.line());
    }
    return value;
  }

  private Value fields(Value.Fields fields, String path) {
    var stray = Intrinsic.stray(fields);
    if (stray.isPresent()) {
      return unresolvable(
          path, fields.line(), stray.get(), "a function must be the only key of its object");
    }
    var resolved = new LinkedHashMap<String, Value>();
    fields
        .entries()
        .forEach(
            (key, entry) -> {
              var result = resolve(entry, path + "." + key);
              if (!(result instanceof Value.NoValue)) {
                resolved.put(key, result);
              }
            });
    return new Value.Fields(resolved, fields.line());
  }

  private Value call(Intrinsic call, int line, String path) {
    var argument = call.argument();
    return switch (call.function()) {
      case "Ref" ->
          argument instanceof Value.Text name
              ? ref(name.text(), line, path)
              : misused(call, line, path);
      case "Fn::GetAtt" ->
          Intrinsic.Attribute.of(argument)
              .map(a -> attribute(a, line, path))
              .orElseGet(() -> misused(call, line, path));
      case "Fn::Sub" -> sub(call, line, path);
      case "Fn::Join" -> join(call, line, path);
      case "Fn::Select" -> select(call, line, path);
      case "Fn::Split" -> split(call, line, path);
      case "Fn::If" -> choose(call, line, path);
      case "Fn::FindInMap" -> mappings.find(resolve(argument, path), line, path);
      case "Fn::And", "Fn::Equals", "Fn::Not", "Fn::Or" ->
          unresolvable(path, line, call.function(), "is allowed only in the section Conditions");
      default ->
          unresolvable(
              path, line, call.function(), "the local stack does not support this function");
    };
  }

  private Value ref(String name, int line, String path) {
    var error = names.refError(name);
    return error.isPresent()
        ? unresolvable(path, line, name, error.get())
        : names.ref(name, path, line);
  }

  private Value attribute(Intrinsic.Attribute attribute, int line, String path) {
    var error = names.attributeError(attribute.resource(), attribute.name());
    return error.isPresent()
        ? unresolvable(path, line, attribute.resource() + "." + attribute.name(), error.get())
        : names.attribute(attribute.resource(), attribute.name(), path, line);
  }

  private Value sub(Intrinsic call, int line, String path) {
    if (call.argument() instanceof Value.Text text) {
      return substituted(text.text(), Map.of(), line, path);
    }
    if (call.argument() instanceof Value.Items items
        && items.items().size() == 2
        && items.items().get(0) instanceof Value.Text text
        && items.items().get(1) instanceof Value.Fields variables) {
      var own = new LinkedHashMap<String, Value>();
      variables.entries().forEach((name, value) -> own.put(name, resolve(value, path)));
      return substituted(text.text(), own, line, path);
    }
    return misused(call, line, path);
  }

  private Value substituted(String text, Map<String, Value> own, int line, String path) {
    var result = new StringBuilder();
    var isUnresolvable = false;
    for (var part : SubText.parts(text)) {
      var value =
          part.isVariable()
              ? variable(part.text(), own, line, path)
              : new Value.Text(part.text(), line);
      if (value instanceof Value.Text resolved) {
        result.append(resolved.text());
      } else {
        isUnresolvable = true;
        if (!(value instanceof Value.Unresolvable)) {
          unresolvable(path, line, "${" + part.text() + "}", "must be a single string");
        }
      }
    }
    return isUnresolvable ? new Value.Unresolvable(line) : new Value.Text(result.toString(), line);
  }

  private Value variable(String name, Map<String, Value> own, int line, String path) {
    if (own.containsKey(name)) {
      return own.get(name);
    }
    if (!SubText.isName(name)) {
      return unresolvable(
          path,
          line,
          "${" + name + "}",
          "a variable may contain only letters, digits, underscores, periods and colons");
    }
    var attribute = Intrinsic.Attribute.of(name);
    var isSamReference = names.refError(name).isEmpty();
    return attribute.isEmpty() || isSamReference
        ? ref(name, line, path)
        : attribute(attribute.get(), line, path);
  }

  private Value choose(Intrinsic call, int line, String path) {
    if (!(call.argument() instanceof Value.Items items)
        || items.items().size() != 3
        || !(items.items().get(0) instanceof Value.Text condition)) {
      return misused(call, line, path);
    }
    return conditions
        .holds(condition.text(), path, line)
        .map(holds -> resolve(items.items().get(holds ? 1 : 2), path))
        .orElseGet(() -> new Value.Unresolvable(line));
  }

  /** Reports a call whose argument has the wrong form. */
  private Value misused(Intrinsic call, int line, String path) {
    if (call.argument() instanceof Value.Unresolvable) {
      return call.argument();
    }
    return unresolvable(
        path, line, call.argument().toString(), call.function() + " does not take this argument");
  }

  private Value unresolvable(String path, int line, String value, String rule) {
    problems.add(path, line, value, rule);
    return new Value.Unresolvable(line);
  }

  private Value join(Intrinsic call, int line, String path) {
    if (!(call.argument() instanceof Value.Items items)
        || items.items().size() != 2
        || !(items.items().get(0) instanceof Value.Text delimiter)) {
      return misused(call, line, path);
    }
    return texts(resolve(items.items().get(1), path))
        .<Value>map(texts -> new Value.Text(String.join(delimiter.text(), texts), line))
        .orElseGet(() -> misusedUnlessReported(call, items.items().get(1), line, path));
  }

  private Value split(Intrinsic call, int line, String path) {
    if (!(call.argument() instanceof Value.Items items)
        || items.items().size() != 2
        || !(items.items().get(0) instanceof Value.Text delimiter)
        || delimiter.text().isEmpty()) {
      return misused(call, line, path);
    }
    var source = resolve(items.items().get(1), path);
    if (!(source instanceof Value.Text text)) {
      return source instanceof Value.Unresolvable ? source : misused(call, line, path);
    }
    var parts = List.of(text.text().split(Pattern.quote(delimiter.text()), -1));
    return new Value.Items(
        parts.stream().<Value>map(part -> new Value.Text(part, line)).toList(), line);
  }

  private Value select(Intrinsic call, int line, String path) {
    if (!(call.argument() instanceof Value.Items items) || items.items().size() != 2) {
      return misused(call, line, path);
    }
    var index = resolve(items.items().get(0), path);
    var list = resolve(items.items().get(1), path);
    if (index instanceof Value.Unresolvable || list instanceof Value.Unresolvable) {
      return new Value.Unresolvable(line);
    }
    if (!(index instanceof Value.Text number)
        || !number.text().matches("[0-9]{1,9}")
        || !(list instanceof Value.Items values)) {
      return misused(call, line, path);
    }
    int at = Integer.parseInt(number.text());
    return at < values.items().size()
        ? values.items().get(at)
        : unresolvable(
            path,
            line,
            number.text(),
            "Fn::Select: the list has only " + values.items().size() + " items");
  }

  private static Optional<List<String>> texts(Value value) {
    if (!(value instanceof Value.Items items)
        || !items.items().stream().allMatch(Value.Text.class::isInstance)) {
      return Optional.empty();
    }
    return Optional.of(items.items().stream().map(Value::toString).toList());
  }

  private Value misusedUnlessReported(Intrinsic call, Value source, int line, String path) {
    var resolved = resolve(source, path);
    var isReported =
        resolved instanceof Value.Unresolvable
            || resolved instanceof Value.Items items
                && items.items().stream().anyMatch(Value.Unresolvable.class::isInstance);
    return isReported ? new Value.Unresolvable(line) : misused(call, line, path);
  }
}
