package dev.fanfare.local.apigateway.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.apigateway.GatewayApi;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses the route of a message: the one whose key equals the selected value, or else {@code
 * $default}, if it exists. A message that is not JSON goes to {@code $default}. A message cannot
 * select {@code $connect} or {@code $disconnect}.
 */
public record RouteSelection(GatewayApi api, ObjectMapper json, List<String> path) {
  private static final Pattern EXPRESSION =
      Pattern.compile("\\$request\\.body\\.([A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*)");
  private static final Pattern BRACED = Pattern.compile("\\$\\{(.*)}");

  /**
   * @throws IllegalArgumentException if the API's expression is not {@code $request.body.<path>}
   */
  public RouteSelection(GatewayApi api, ObjectMapper json) {
    this(api, json, parse(api.routeSelectionExpression()));
  }

  private static List<String> parse(String expression) {
    String bare = BRACED.matcher(expression).replaceFirst("\\$$1");
    Matcher matcher = EXPRESSION.matcher(bare);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Route selection expression '%s' is not of the form $request.body.<path>"
              .formatted(expression));
    }
    return List.of(matcher.group(1).split("\\."));
  }

  /** The key of the message's route; empty if there is none. */
  Optional<String> select(String message) {
    return selected(message)
        .filter(key -> !key.startsWith("$"))
        .filter(api::hasRoute)
        .or(() -> Optional.of(GatewayApi.DEFAULT).filter(api::hasRoute));
  }

  private Optional<String> selected(String message) {
    JsonNode node;
    try {
      node = json.readTree(message);
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
    for (String name : path) {
      node = node.path(name);
    }
    return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
  }
}
