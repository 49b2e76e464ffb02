package dev.fanfare.local.cloudwatchlogs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.http.ApiError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPatternTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      value = {
        "''                 | anything           | true",
        "ERROR              | an ERROR of 400    | true",
        "ERROR              | an error of 400    | false",
        "ERROR 400          | 400 is an ERROR    | true",
        "ERROR 400          | an ERROR of 500    | false",
        "\"a/b.jsonl\"        | PUSHED a/b.jsonl: 1 | true",
        "\"of 400\"           | an ERROR of 400    | true",
        "\"of 400\"           | 400 of them        | false",
        "?400 ?500          | an ERROR of 500    | true",
        "?400 ?500          | an ERROR of 300    | false",
        "ERROR ?400         | an ERROR of 300    | true",
        "ERROR -400         | an ERROR of 400    | false",
        "-\"an ERROR\"        | a WARNING          | true",
      })
  void matches_terms_asInAws(String pattern, String message, boolean expected) {
    assertThat(FilterPattern.parse(pattern).matches(message)).isEqualTo(expected);
  }

  @Test
  void matches_phraseWithQuotesAndBackslashes_takesThemLiterally() {
    FilterPattern pattern = FilterPattern.parse("\"say \\\"hi\\\" to C:\\\\\"");

    assertThat(pattern.matches("say \"hi\" to C:\\")).isTrue();
    assertThat(pattern.matches("say hi to C:")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{ $.a = 1 }", "[ip, user]", "%regex%", "a/b", "\"open", "\"a\"b"})
  void parse_invalidTerm_isRefused(String pattern) {
    assertThatThrownBy(() -> FilterPattern.parse(pattern))
        .isInstanceOf(ApiError.class)
        .hasMessageStartingWith("Invalid filter pattern: ");
  }
}
