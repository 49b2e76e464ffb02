package dev.fanfare.local.cloudformation.functions;

import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.Optional;
import java.util.Set;

/** A call of a CloudFormation function: a mapping whose only key is the function's name. */
public record Intrinsic(String function, Value argument) {

  /** Returns empty if the value is not a call. {@link #stray} finds functions beside other keys. */
  public static Optional<Intrinsic> of(Value value) {
    if (value instanceof Value.Fields fields && fields.entries().size() == 1) {
      var entry = fields.entries().entrySet().iterator().next();
      if (isFunction(entry.getKey())) {
        return Optional.of(new Intrinsic(entry.getKey(), entry.getValue()));
      }
    }
    return Optional.empty();
  }

  /** Returns a function's name that is among other keys, where CloudFormation does not call it. */
  static Optional<String> stray(Value.Fields fields) {
    if (fields.entries().size() < 2) {
      return Optional.empty();
    }
    return fields.entries().keySet().stream().filter(Intrinsic::isFunction).findFirst();
  }

  /** An attribute of a resource; in {@code Fn::GetAtt}, it is {@code A.B} or {@code [A, B]}. */
  public record Attribute(String resource, String name) {
    private static final Set<String> QUALIFIERS = Set.of("Alias", "Version");

    static Optional<Attribute> of(Value argument) {
      if (argument instanceof Value.Text text) {
        return of(text.text());
      }
      if (argument instanceof Value.Items items
          && items.items().size() == 2
          && items.items().get(0) instanceof Value.Text resource
          && items.items().get(1) instanceof Value.Text attribute) {
        return Optional.of(new Attribute(resource.text(), attribute.text()));
      }
      return Optional.empty();
    }

    public static Optional<Attribute> of(String text) {
      int dot = text.indexOf('.');
      return dot <= 0 || dot == text.length() - 1
          ? Optional.empty()
          : Optional.of(new Attribute(text.substring(0, dot), text.substring(dot + 1)));
    }

    /** Whether SAM adds this name: {@code <resource>.Alias} or {@code <resource>.Version}. */
    public boolean isQualifier() {
      return QUALIFIERS.contains(name);
    }
  }

  private static boolean isFunction(String key) {
    return key.equals("Ref") || key.startsWith("Fn::");
  }
}
