package dev.fanfare.local.apigateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.apigateway.GatewayApi;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteSelectionTest {
  private static final Map<String, String> ROUTES =
      Map.of("$connect", "c", "$default", "d", "join", "j", "7", "seven");

  private static RouteSelection selection(String expression, Map<String, String> routes) {
    return new RouteSelection(new GatewayApi("a1", "prod", expression, routes), new ObjectMapper());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"action":"join"}      | join
          {"action":7}           | 7
          {"action":"JOIN"}      | $default
          {"action":"$connect"}  | $default
          {"action":null}        | $default
          {"action":{"a":1}}     | $default
          {"other":"join"}       | $default
          ["action","join"]      | $default
          "join"                 | $default
          not json               | $default
          {"action":"join"       | $default
          ``                     | $default
          """)
  void select_message_goesToRoute(String message, String routeKey) {
    assertThat(selection("$request.body.action", ROUTES).select(message)).contains(routeKey);
  }

  @Test
  void select_nestedOrBracedExpression_followsThePath() {
    assertThat(selection("$request.body.a.b", ROUTES).select("{\"a\":{\"b\":\"join\"}}"))
        .contains("join");
    assertThat(selection("${request.body.action}", ROUTES).select("{\"action\":\"join\"}"))
        .contains("join");
  }

  @Test
  void select_noDefault_isEmpty() {
    assertThat(selection("$request.body.action", Map.of("join", "j")).select("{}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"$request.header.x", "action", "$request.body", "$request.body."})
  void parse_unsupportedExpression_namesIt(String expression) {
    assertThatThrownBy(() -> selection(expression, ROUTES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expression);
  }
}
