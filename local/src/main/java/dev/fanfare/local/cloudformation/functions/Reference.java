package dev.fanfare.local.cloudformation.functions;

import dev.fanfare.local.cloudformation.yaml.Problems;
import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A reference to a name, by {@code Ref}, {@code Fn::GetAtt} or a variable of {@code Fn::Sub}.
 *
 * @param name the name of a parameter or a resource, or SAM's {@code <function>.Alias}
 * @param attribute empty for {@code Ref}
 */
public record Reference(String name, Optional<String> attribute, String path, int line) {

  /** Returns all references in a value of the file, including those in unused branches. */
  public static List<Reference> in(Value value, String path) {
    var found = new ArrayList<Reference>();
    collect(value, path, true, found);
    return found;
  }

  /** Returns the logical id of the resource that this may refer to. */
  public String resource() {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** Reports a name that does not exist, with the same problem as its resolution. */
  public void check(Names names, Problems problems) {
    attribute
        .map(a -> names.attributeError(name, a))
        .orElseGet(() -> names.refError(name))
        .ifPresent(
            rule ->
                problems.add(path, line, attribute.map(a -> name + "." + a).orElse(name), rule));
  }

  /**
   * @param isExtended whether nested values have their own paths; arguments of a function do not,
   *     because a problem names the property
   */
  private static void collect(Value value, String path, boolean isExtended, List<Reference> found) {
    var call = Intrinsic.of(value);
    if (call.isPresent()) {
      collect(call.get(), value.line(), path, found);
    } else if (value instanceof Value.Fields fields) {
      fields
          .entries()
          .forEach(
              (key, entry) ->
                  collect(entry, isExtended ? path + "." + key : path, isExtended, found));
    } else if (value instanceof Value.Items items) {
      int index = 0;
      for (var item : items.items()) {
        collect(item, isExtended ? path + "[" + index++ + "]" : path, isExtended, found);
      }
    }
  }

  private static void collect(Intrinsic call, int line, String path, List<Reference> found) {
    var argument = call.argument();
    switch (call.function()) {
      case "Ref" -> {
        if (argument instanceof Value.Text name) {
          found.add(new Reference(name.text(), Optional.empty(), path, line));
        }
      }
      case "Fn::GetAtt" ->
          Intrinsic.Attribute.of(argument)
              .ifPresent(
                  a -> found.add(new Reference(a.resource(), Optional.of(a.name()), path, line)));
      case "Fn::Sub" -> collectVariables(argument, line, path, found);
      default -> collect(argument, path, false, found);
    }
  }

  private static void collectVariables(
      Value argument, int line, String path, List<Reference> found) {
    var text = argument;
    Set<String> own = Set.of();
    if (argument instanceof Value.Items items
        && items.items().size() == 2
        && items.items().get(1) instanceof Value.Fields variables) {
      text = items.items().get(0);
      own = variables.entries().keySet();
      variables.entries().values().forEach(value -> collect(value, path, false, found));
    }
    for (var part : SubText.parts(text.toString())) {
      if (part.isVariable() && SubText.isName(part.text()) && !own.contains(part.text())) {
        found.add(ofVariable(part.text(), path, line));
      }
    }
  }

  private static Reference ofVariable(String variable, String path, int line) {
    return Intrinsic.Attribute.of(variable)
        .filter(a -> !a.isQualifier())
        .map(a -> new Reference(a.resource(), Optional.of(a.name()), path, line))
        .orElseGet(() -> new Reference(variable, Optional.empty(), path, line));
  }
}
