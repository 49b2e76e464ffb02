package dev.fanfare.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {

  @Test
  void check_validVariables_passes() {
    var variables =
        new Variables(Map.of("TABLE", "rows", "SIZE", "5000", "ENDPOINT", "http://localhost:1/a"));

    assertThat(variables.text("TABLE")).isEqualTo("rows");
    assertThat(variables.number("SIZE", 1, 5_000)).isEqualTo(5_000);
    assertThat(variables.address("ENDPOINT")).isEqualTo(URI.create("http://localhost:1/a"));
    assertThatCode(variables::check).doesNotThrowAnyException();
  }

  @Test
  void check_severalProblems_reportsAllAtOnce() {
    var variables = new Variables(Map.of("BLANK", " ", "SIZE", "many"));
    variables.text("MISSING");
    variables.text("BLANK");
    variables.number("SIZE", 1, 10);
    variables.number("COUNT", 1, 10);
    variables.address("ENDPOINT");

    var failure = catchThrowableOfType(ConfigurationException.class, variables::check);

    assertThat(failure.problems())
        .containsExactly(
            "MISSING is missing: must be set",
            "BLANK is blank: must be set",
            "SIZE is \"many\": must be a whole number from 1 to 10",
            "COUNT is missing: must be set",
            "ENDPOINT is missing: must be set");
    assertThat(failure).hasMessageStartingWith("bad configuration: MISSING is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "11", "-1", "1.5", "1e1", " 5", "5 ", "0x5", "99999999999"})
  void number_notAWholeNumberInRange_isReportedWithTheRange(String value) {
    var variables = new Variables(Map.of("SIZE", value));

    assertThat(variables.number("SIZE", 1, 10)).isEqualTo(1);
    assertThatThrownBy(variables::check)
        .hasMessage(
            "bad configuration: SIZE is \"" + value + "\": must be a whole number from 1 to 10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "10"})
  void number_endsOfTheRange_areValid(String value) {
    var variables = new Variables(Map.of("SIZE", value));
    variables.number("SIZE", 1, 10);

    assertThatCode(variables::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com",
        "//example.com/live",
        "wss://example.com",
        "http:///x",
        "mailto:a@b",
        "a b",
        "http://a b",
        "/live"
      })
  void address_notHttp_isReportedWithTheRule(String value) {
    var variables = new Variables(Map.of("ENDPOINT", value));

    variables.address("ENDPOINT");

    assertThatThrownBy(variables::check)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "bad configuration: ENDPOINT is \"" + value + "\": must be an http or https address");
  }

  @Test
  void list_textsBetweenCommas_loseTheirWhiteSpace() {
    var variables = new Variables(Map.of("NAMES", " a b, c*,,", "NONE", ""));

    assertThat(variables.list("NAMES")).containsExactly("a b", "c*");
    assertThat(variables.list("NONE")).isEmpty();
    assertThatCode(variables::check).doesNotThrowAnyException();
  }

  @Test
  void list_missing_isAProblem() {
    var variables = new Variables(Map.of());

    assertThat(variables.list("NAMES")).isEmpty();
    assertThatThrownBy(variables::check)
        .hasMessage("bad configuration: NAMES is missing: must be set");
  }
}
