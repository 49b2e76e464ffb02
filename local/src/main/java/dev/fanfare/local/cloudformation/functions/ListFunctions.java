package dev.fanfare.local.cloudformation.functions;

import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code Fn::Join}, {@code Fn::Split} and {@code Fn::Select}. */
record ListFunctions(Intrinsics intrinsics) {

  Value join(Intrinsic call, int line, String path) {
    if (!(call.argument() instanceof Value.Items items)
        || items.items().size() != 2
        || !(items.items().get(0) instanceof Value.Text delimiter)) {
      return intrinsics.misused(call, line, path);
    }
    return texts(intrinsics.resolve(items.items().get(1), path))
        .<Value>map(texts -> new Value.Text(String.join(delimiter.text(), texts), line))
        .orElseGet(() -> misusedUnlessBroken(call, items.items().get(1), line, path));
  }

  Value split(Intrinsic call, int line, String path) {
    if (!(call.argument() instanceof Value.Items items)
        || items.items().size() != 2
        || !(items.items().get(0) instanceof Value.Text delimiter)
        || delimiter.text().isEmpty()) {
      return intrinsics.misused(call, line, path);
    }
    var source = intrinsics.resolve(items.items().get(1), path);
    if (!(source instanceof Value.Text text)) {
      return source instanceof Value.Unresolvable ? source : intrinsics.misused(call, line, path);
    }
    var parts = List.of(text.text().split(Pattern.quote(delimiter.text()), -1));
    return new Value.Items(
        parts.stream().<Value>map(part -> new Value.Text(part, line)).toList(), line);
  }

  Value select(Intrinsic call, int line, String path) {
    if (!(call.argument() instanceof Value.Items items) || items.items().size() != 2) {
      return intrinsics.misused(call, line, path);
    }
    var index = intrinsics.resolve(items.items().get(0), path);
    var list = intrinsics.resolve(items.items().get(1), path);
    if (index instanceof Value.Unresolvable || list instanceof Value.Unresolvable) {
      return new Value.Unresolvable(line);
    }
    if (!(index instanceof Value.Text number)
        || !number.text().matches("[0-9]{1,9}")
        || !(list instanceof Value.Items values)) {
      return intrinsics.misused(call, line, path);
    }
    int at = Integer.parseInt(number.text());
    return at < values.items().size()
        ? values.items().get(at)
        : intrinsics.unresolvable(
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

  private Value misusedUnlessBroken(Intrinsic call, Value source, int line, String path) {
    var resolved = intrinsics.resolve(source, path);
    var isReported =
        resolved instanceof Value.Unresolvable
            || resolved instanceof Value.Items items
                && items.items().stream().anyMatch(Value.Unresolvable.class::isInstance);
    return isReported ? new Value.Unresolvable(line) : intrinsics.misused(call, line, path);
  }
}
