package dev.fanfare.request.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.request.filter.Filter.AllOf;
import dev.fanfare.request.filter.Filter.AnyOf;
import dev.fanfare.request.filter.Filter.BeginsWith;
import dev.fanfare.request.filter.Filter.Equal;
import dev.fanfare.request.filter.Filter.In;
import dev.fanfare.request.filter.Filter.Not;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Properties of every filter, every client and every text. */
class FilterLawTest {
  private static final String[] NAMES = {"plan", "country", "user_id", "a1"};
  private static final String[] VALUES = {"", "a", "ab", "b", "\"", "'", "a\"'b", "ü🎉", " and "};

  @Property(tries = 500)
  void parse_printedFilter_isTheSame(@ForAll("filters") Filter filter) {
    assertThat(Filter.parse(filter.toString())).isEqualTo(filter);
  }

  @Property(tries = 500)
  void matches_anyFilterAndClient_agreesWithTheOracle(
      @ForAll("filters") Filter filter, @ForAll("clients") Map<String, String> client) {
    assertThat(filter.matches(client::get)).isEqualTo(oracle(filter, client));
    assertThat(Filter.parse(filter.toString()).matches(client::get))
        .isEqualTo(oracle(filter, client));
  }

  @Property(tries = 1_000)
  void parse_anyText_isAFilterOrAnErrorInsideTheText(@ForAll("garbage") String text) {
    try {
      assertThat(Filter.parse(text)).isNotNull();
    } catch (FilterSyntaxException e) {
      assertThat(e.column()).isBetween(1, text.codePointCount(0, text.length()) + 1);
      assertThat(e).hasMessageStartingWith("column " + e.column() + ": expected ");
    }
  }

  @Property(tries = 300)
  void parse_anyUnicode_isRefusedInsideTheText(@ForAll String text) {
    parse_anyText_isAFilterOrAnErrorInsideTheText(text);
    parse_anyText_isAFilterOrAnErrorInsideTheText("a = '" + text);
  }

  /** Evaluates the filter in a different way: counts the true parts, without short-circuiting. */
  private static boolean oracle(Filter filter, Map<String, String> client) {
    if (filter instanceof AllOf all) {
      return all.parts().stream().filter(part -> oracle(part, client)).count()
          == all.parts().size();
    }
    if (filter instanceof AnyOf any) {
      return any.parts().stream().filter(part -> oracle(part, client)).count() > 0;
    }
    if (filter instanceof Not not) {
      return oracle(not.part(), client) == false;
    }
    if (filter instanceof Equal equal) {
      return client.containsKey(equal.name()) && client.get(equal.name()).equals(equal.value());
    }
    if (filter instanceof In in) {
      return in.members().stream().anyMatch(member -> oracle(new Equal(in.name(), member), client));
    }
    var begins = (BeginsWith) filter;
    return client.containsKey(begins.name())
        && client.get(begins.name()).indexOf(begins.prefix()) == 0;
  }

  @Provide
  Arbitrary<Map<String, String>> clients() {
    return Arbitraries.maps(Arbitraries.of(NAMES), Arbitraries.of(VALUES));
  }

  @Provide
  Arbitrary<Filter> filters() {
    return filters(4);
  }

  private static Arbitrary<Filter> filters(int depth) {
    var name = Arbitraries.of(NAMES);
    var value = Arbitraries.of(VALUES);
    Arbitrary<Filter> condition =
        Arbitraries.oneOf(
            name.flatMap(n -> value.map(v -> (Filter) new Equal(n, v))),
            name.flatMap(n -> value.map(v -> (Filter) new BeginsWith(n, v))),
            name.flatMap(n -> value.set().ofMinSize(1).map(v -> (Filter) new In(n, v))));
    if (depth == 0) {
      return condition;
    }
    var parts = Arbitraries.lazy(() -> filters(depth - 1)).list().ofMinSize(2).ofMaxSize(3);
    return Arbitraries.oneOf(
        condition, filters(depth - 1).map(Not::new), parts.map(AllOf::new), parts.map(AnyOf::new));
  }

  /** Consists of the tokens of filters, so that many texts are almost valid. */
  @Provide
  Arbitrary<String> garbage() {
    return Arbitraries.of(
            "plan",
            "a = 'b'",
            "in",
            "(",
            ")",
            "'",
            "\"",
            "=",
            "!=",
            "!",
            ",",
            "and",
            "or",
            "not",
            "begins_with",
            "('x')",
            " ",
            "\u0000",
            "ü",
            "🎉",
            "\ud83c",
            "7",
            "#",
            "\n",
            "-",
            "''")
        .list()
        .ofMaxSize(12)
        .flatMap(parts -> Arbitraries.of("", " ").map(between -> String.join(between, parts)));
  }
}
