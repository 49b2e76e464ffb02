package dev.fanfare.request.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
  private static final Map<String, String> CLIENT =
      Map.of(
          "plan", "pro", "country", "de", "version", "2.11", "nick", "O'Neil \"Jo\"", "none", "");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plan = \"pro\" and (country in (\"de\", \"at\") or begins_with(version, \"2.\")) and not beta = \"yes\"|true",
        "plan='pro'|true",
        "plan = 'Pro'|false",
        "plan != 'free'|true",
        "plan != 'pro'|false",
        "beta = ''|false",
        "beta = 'yes'|false",
        "beta != 'yes'|true",
        "not beta = 'yes'|true",
        "beta in ('', 'yes')|false",
        "begins_with(beta, '')|false",
        "begins_with(plan, '')|true",
        "none = ''|true",
        "begins_with(version, \"2.\")|true",
        "begins_with(version, '2.110')|false",
        "nick = 'O''Neil \"Jo\"'|true",
        "nick = \"O'Neil \"\"Jo\"\"\"|true",
        "plan = 'free' and plan = 'free' or plan = 'pro'|true",
        "plan = 'pro' or plan = 'pro' and plan = 'free'|true",
        "(plan = 'pro' or plan = 'pro') and plan = 'free'|false",
        "not plan = 'free' and plan = 'pro'|true",
        "not (plan = 'free' or plan = 'pro')|false",
        "not not plan = 'pro'|true",
        "NOT plan = 'free' AND country IN ('de') OR BEGINS_WITH(plan, 'x')|true"
      })
  void matches_client_returnsTheExpectedResult(String text, boolean matches) {
    assertThat(Filter.parse(text).matches(CLIENT::get)).isEqualTo(matches);
  }

  @Test
  void parse_whiteSpaceBetweenWords_isIgnored() {
    assertThat(Filter.parse(" \t\n plan \r\n=\t'pro' \u2003"))
        .isEqualTo(Filter.parse("plan='pro'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|1|expected an attribute name, begins_with, not or (, found the end",
        "`   `|4|expected an attribute name, begins_with, not or (, found the end",
        "plan|5|expected =, != or in, found the end",
        "plan == 'pro'|7|expected a quoted text, found =",
        "plan = pro|8|expected a quoted text, found pro",
        "plan = 7|8|expected a quoted text, found 7",
        "plan < 'b'|6|expected =, != or in, found <",
        "plan ! 'b'|6|expected =, != or in, found !",
        "plan not in ('b')|6|expected =, != or in, found not",
        "plan = 'pro|8|expected a closing ' for this one",
        "plan = \"it's|8|expected a closing \" for this one",
        "plan = 'a' plan = 'b'|12|expected and, or or the end, found plan",
        "plan = 'a' && x = 'b'|12|expected and, or or the end, found &",
        "(plan = 'a'|12|expected and, or or ), found the end",
        "plan = 'a')|11|expected and, or or the end, found )",
        "()|2|expected an attribute name, begins_with, not or (, found )",
        "country in 'de'|12|expected (, found the text \"de\"",
        "country in ()|13|expected a quoted text, found )",
        "country in ('de',)|18|expected a quoted text, found )",
        "country in ('de' 'at')|18|expected , or ), found the text \"at\"",
        "begins_with plan|13|expected (, found plan",
        "begins_with('plan', 'p')|13|expected an attribute name, found the text \"plan\"",
        "begins_with(plan 'p')|18|expected ,, found the text \"p\"",
        "begins_with(plan, 'p'|22|expected ), found the end",
        "and = 'a'|1|expected an attribute name, begins_with, not or (, found and",
        "plan = 'a' and|15|expected an attribute name, begins_with, not or (, found the end",
        "not|4|expected an attribute name, begins_with, not or (, found the end",
        "_a = 'b'|1|expected an attribute name, begins_with, not or (, found _",
        "plän = 'b'|3|expected =, != or in, found ä",
        "a = '🎉' 🎉|9|expected and, or or the end, found 🎉",
        "a = 'b' or 'a long text, longer than shown' = a|12|found the text \"a long text, longer …\""
      })
  void parse_invalidFilter_namesThePositionAndTheExpectedInput(
      String text, int column, String problem) {
    var refusal = catchThrowableOfType(FilterSyntaxException.class, () -> Filter.parse(text));

    assertThat(refusal.column()).isEqualTo(column);
    assertThat(refusal).hasMessageStartingWith("column " + column + ": ");
    assertThat(refusal).hasMessageEndingWith(problem);
  }

  @Test
  void parse_nestedTooDeep_isRefusedAtItsPosition() {
    String deepest = "(".repeat(31) + "not a = 'b'" + ")".repeat(31);

    assertThat(Filter.parse(deepest).matches(name -> null)).isTrue();
    assertThatThrownBy(() -> Filter.parse("(" + deepest + ")"))
        .hasMessage("column 33: expected at most 32 brackets and nots around a condition");
    assertThatThrownBy(() -> Filter.parse("not ".repeat(1_000) + "a = 'b'"))
        .hasMessageStartingWith("column 129: ");
  }

  @Test
  void parse_length_isCountedInCharacters() {
    String longest = "a = '" + "🎉".repeat(4_090) + "'";

    assertThat(Filter.parse(longest)).hasToString(longest.replace('\'', '"'));
    assertThatThrownBy(() -> Filter.parse(longest + " "))
        .hasMessage("column 4097: expected the end: a filter has at most 4096 characters");
  }

  @Test
  void parse_nameOfAnAttribute_hasAtMost32Characters() {
    String longest = "a".repeat(32);

    assertThat(Filter.parse(longest + "='b'").names()).containsExactly(longest);
    assertThatThrownBy(() -> Filter.parse("begins_with(" + longest + "a,'b')"))
        .hasMessage(
            "column 13: expected a name of at most 32 characters, found aaaaaaaaaaaaaaaaaaaa…");
  }

  @Test
  void parse_longChain_isNotDeep() {
    String chain = "a='' or ".repeat(500) + "b=''";

    assertThat(((Filter.AnyOf) Filter.parse(chain)).parts()).hasSize(501);
  }

  @Test
  void names_allParts_areListed() {
    assertThat(Filter.parse("a = '' or not (b in ('') and begins_with(c, ''))").names())
        .containsExactly("a", "b", "c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x != \"y\"", "not x != \"y\"", "(a = \"\" or b = \"\") and c = \"\""})
  void toString_parsedFilter_isItsCanonicalForm(String text) {
    assertThat(Filter.parse(text)).hasToString(text);
  }

  @Test
  void toString_quotes_areDoubled() {
    assertThat(new Filter.In("a", Set.of("\"")).toString()).isEqualTo("a in (\"\"\"\")");
    assertThat(new Filter.AllOf(List.of(Filter.parse("a='b'"), Filter.parse("a!='c'"))))
        .hasToString("a = \"b\" and a != \"c\"");
  }
}
