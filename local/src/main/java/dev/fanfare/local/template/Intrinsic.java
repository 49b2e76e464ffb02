package dev.fanfare.local.template;

import java.util.Optional;

/** A call of one of CloudFormation's functions: a mapping whose only key is the function's name. */
record Intrinsic(String function, Value argument) {

  /** Empty when the value is no call. A function next to other keys is none: see {@link #stray}. */
  static Optional<Intrinsic> of(Value value) {
    if (value instanceof Value.Fields fields && fields.entries().size() == 1) {
      var entry = fields.entries().entrySet().iterator().next();
      if (isFunction(entry.getKey())) {
        return Optional.of(new Intrinsic(entry.getKey(), entry.getValue()));
      }
    }
    return Optional.empty();
  }

  /** The name of a function that stands next to other keys, where it cannot be called. */
  static Optional<String> stray(Value.Fields fields) {
    if (fields.entries().size() < 2) {
      return Optional.empty();
    }
    return fields.entries().keySet().stream().filter(Intrinsic::isFunction).findFirst();
  }

  /** A resource's attribute, named by {@code Fn::GetAtt} as {@code A.B} or {@code [A, B]}. */
  record Attribute(String resource, String name) {

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

    static Optional<Attribute> of(String text) {
      int dot = text.indexOf('.');
      return dot <= 0 || dot == text.length() - 1
          ? Optional.empty()
          : Optional.of(new Attribute(text.substring(0, dot), text.substring(dot + 1)));
    }
  }

  private static boolean isFunction(String key) {
    return key.equals("Ref") || key.startsWith("Fn::");
  }
}
