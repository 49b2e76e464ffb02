package dev.fanfare.local.cloudformation.functions;

import dev.fanfare.local.cloudformation.yaml.Value;
import java.util.Map;
import java.util.Optional;

/**
 * Parameters and pseudo parameters. Conditions may refer only to these.
 *
 * @param pseudo the pseudo parameters, such as {@code AWS::Region}
 */
public record ParameterNames(Map<String, Value> parameters, Map<String, String> pseudo)
    implements Names {

  public boolean knows(String name) {
    return parameters.containsKey(name) || pseudo.containsKey(name) || name.equals("AWS::NoValue");
  }

  @Override
  public Optional<String> refError(String name) {
    if (knows(name)) {
      return Optional.empty();
    }
    return Optional.of(
        name.startsWith("AWS::")
            ? "the local stack does not support this pseudo parameter"
            : "no parameter has this name (a condition cannot refer to a resource)");
  }

  @Override
  public Optional<String> attributeError(String resource, String attribute) {
    return Optional.of("a condition cannot refer to a resource");
  }

  @Override
  public Value ref(String name, String path, int line) {
    if (name.equals("AWS::NoValue")) {
      return new Value.NoValue(line);
    }
    if (pseudo.containsKey(name)) {
      return new Value.Text(pseudo.get(name), line);
    }
    return parameters.get(name) instanceof Value.Text text
        ? new Value.Text(text.text(), line)
        : new Value.Unresolvable(line);
  }

  @Override
  public Value attribute(String resource, String attribute, String path, int line) {
    throw new IllegalStateException("parameters have no attributes: " + resource);
  }
}
