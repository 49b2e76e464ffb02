package dev.fanfare.local.cloudformation.functions;

import dev.fanfare.local.cloudformation.yaml.Problems;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluates CloudFormation's functions in a value of the file. A call that cannot be evaluated is
 * reported and becomes {@link Value.Unresolvable}, and so does everything that is built from it.
 * Therefore one fault is one problem.
 */
public final class Intrinsics {
  private final Names names;
  private final Conditions conditions;
  private final Mappings mappings;
  private final Problems problems;
  private final ListFunctions lists;

  public Intrinsics(Names names, Conditions conditions, Mappings mappings, Problems problems) {
    this.names = names;
    this.conditions = conditions;
    this.mappings = mappings;
    this.problems = problems;
    this.lists = new ListFunctions(this);
  }

  /** The value with the results of all functions in it. */
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
      case "Fn::Join" -> lists.join(call, line, path);
      case "Fn::Select" -> lists.select(call, line, path);
      case "Fn::Split" -> lists.split(call, line, path);
      case "Fn::If" -> choose(call, line, path);
      case "Fn::FindInMap" -> mappings.find(resolve(argument, path), line, path);
      case "Fn::And", "Fn::Equals", "Fn::Not", "Fn::Or" ->
          unresolvable(path, line, call.function(), "is allowed only in the section Conditions");
      default ->
          unresolvable(path, line, call.function(), "the local stack does not know this function");
    };
  }

  private Value ref(String name, int line, String path) {
    var fault = names.faultOfRef(name);
    return fault.isPresent()
        ? unresolvable(path, line, name, fault.get())
        : names.ref(name, path, line);
  }

  private Value attribute(Intrinsic.Attribute attribute, int line, String path) {
    var fault = names.faultOfAttribute(attribute.resource(), attribute.name());
    return fault.isPresent()
        ? unresolvable(path, line, attribute.resource() + "." + attribute.name(), fault.get())
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
          unresolvable(path, line, "${" + part.text() + "}", "must be a single text");
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
          "a variable has only letters, digits, underscores, periods and colons");
    }
    var attribute = Intrinsic.Attribute.of(name);
    var isSamReference = names.faultOfRef(name).isEmpty();
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
  Value misused(Intrinsic call, int line, String path) {
    if (call.argument() instanceof Value.Unresolvable) {
      return call.argument();
    }
    return unresolvable(
        path, line, call.argument().toString(), call.function() + " does not take this argument");
  }

  Value unresolvable(String path, int line, String value, String rule) {
    problems.add(path, line, value, rule);
    return new Value.Unresolvable(line);
  }
}
