package dev.fanfare.local.stepfunctions.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.stepfunctions.ManualTime;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
  private static final String INPUT =
      "{\"n\":null,\"i\":5,\"l\":9007199254740993,\"d\":1.5,\"a\":[1,null,3],\"s\":\"{\\\"k\\\":1}\"}";

  private static Scope scope() throws Exception {
    var library = new StepFunctionsLibrary(new ManualTime(), new Random(1));
    return new Scope(Map.of("x", 7), Map.of("input", Json.parse(INPUT)), library);
  }

  private static String evaluate(String source) throws Exception {
    return Json.write(Expression.compile(source).evaluate(scope(), "Output"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          $states.input.i + 1           | 6
          $states.input.l               | 9007199254740993
          $states.input.d * 2           | 3
          10 / 4                        | 2.5
          $states.input.n               | null
          $states.input.a               | [1,null,3]
          $states.input.a[1]            | null
          $exists($states.input.n)      | true
          $exists($states.input.z)      | false
          {"a": $nothing, "b": [$x]}    | {"b":[7]}
          $parse($states.input.s).k     | 1
          $parse('null')                | null
          $partition([1..5], 2)         | [[1,2],[3,4],[5]]
          $range(0, 10, 5)              | [0,5,10]
          $range(3, 1, -1)              | [3,2,1]
          $range(1, 0, 1)               | []
          $hash('a', 'MD5')             | "0cc175b9c0f1b6a831c399e269772661"
          $random(3) = $random(3)       | true
          $random() < 1                 | true
          $length($uuid())              | 36
          $now()                        | "2026-11-22T08:00:00.000Z"
          $substring('a😀b', 1, 30000)   | "😀b"
          $substring('a😀b', 2)          | "b"
          $substring('a😀b', 0, 2)       | "a😀"
          $substring('a😀b', -2, 1)      | "😀"
          $substring('a😀b', -9)         | "a😀b"
          $substring('a😀b', 3, 1)       | ""
          $substring('a😀b', 1, -1)      | ""
          'abc' ~> $substring(1)        | "bc"
          $exists($substring($none, 1)) | false
          $now('[Y0001]')               | "2026"
          $millis()                     | 1795334400000
          """)
  void evaluate_validExpression_returnsItsValue(String source, String json) throws Exception {
    assertThat(evaluate(source)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          $states.input.z                  | specified for the field 'Output' returned nothing (undefined).
          $nothing                         | returned nothing (undefined).
          $eval('1')                       | T1006: Attempted to invoke a non-function
          'a' + 1                          | threw an error during evaluation. T2001:
          $error('mine')                   | mine
          function($v){$v}                 | which JSON cannot hold
          $sum                             | which JSON cannot hold
          $range(0, 5000, 1)               | must not have more than 1000 elements
          $range(0, 1, 0)                  | must not be 0
          $partition([1], 0)               | must be at least 1
          $hash('a', 'CRC')                | not 'CRC'
          $parse('{')                      | The argument of $parse is not JSON
          ($f := function($n){1 + $f($n)}; $f(1)) | threw an error during evaluation.
          ($f := function($n){$f($n)}; $f(1)) | threw an error during evaluation.
          """)
  void evaluate_invalidExpression_failsWithTheReason(String source, String why) {
    assertThatThrownBy(() -> evaluate(source))
        .isInstanceOf(QueryEvaluationException.class)
        .hasMessageStartingWith("The JSONata expression '" + source + "'")
        .hasMessageContaining(why);
  }

  @Test
  void compile_anyGarbage_isRefusedOrCompiles() {
    var random = new Random(5);
    var alphabet = "$ab.[]{}()'\"/\\|&%^*+-=<>?:;,~@#! 01\n";
    for (int i = 0; i < 20_000; i++) {
      var source = new StringBuilder();
      for (int k = random.nextInt(12); k >= 0; k--) {
        source.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        Expression.compile(source.toString());
      } catch (IllegalArgumentException e) {
        assertThat(e).hasCauseInstanceOf(RuntimeException.class);
      }
    }
  }

  @Test
  void evaluate_sortingItsInput_leavesTheInputUnchanged() throws Exception {
    assertThat(evaluate("[[$sort($states.input.a[$ != null])], [$states.input.a]]"))
        .isEqualTo("[[1,3],[1,null,3]]");
  }

  @Test
  void evaluate_manyThreadsAtOnce_areIndependent() throws Exception {
    var expression =
        Expression.compile("($y := $states.input.i * 2; $map([1..20], function($v){$v * $y}))");
    var library = new StepFunctionsLibrary(new ManualTime(), new Random(1));

    IntStream.range(0, 500)
        .parallel()
        .forEach(
            i -> {
              var own = new Scope(Map.of(), Map.of("input", Map.of("i", i)), library);
              assertThat(Json.write(expression.evaluate(own, "Output")))
                  .startsWith("[" + 2 * i + "," + 4 * i + ",");
            });
  }
}
