package dev.fanfare.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonErrorsTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static Stream<String> badTexts() {
    return Stream.of(
        "{",
        "[1,",
        "[1}",
        "{\"a\":1]",
        "{a:1}",
        "{'a':1}",
        "{\"a\" 1}",
        "{\"a\":1,}",
        "[1,]",
        "[,1]",
        "NaN",
        "[-NaN]",
        "Infinity",
        "+Infinity",
        "-Infinity",
        "INF",
        "-INF",
        "[+1]",
        "01",
        "-",
        "1.",
        ".5",
        "1e",
        "0x1F",
        "nul",
        "truth",
        "hello",
        "\"a",
        "\"a\nb\"",
        "\"\\x\"",
        "\"\\u12\"",
        "// note\n1",
        "/* note */ 1",
        "# note\n1",
        "1 2",
        "{} {}",
        "{\"a\":1,\"a\":2}",
        "\u0001",
        "\u00a01",
        "[".repeat(1_001),
        "9".repeat(1_001),
        "{\"" + "n".repeat(60_000) + "\":1}",
        "\ufeff\ufeff{}");
  }

  /** Messages use the sender's terms, not those of a library's developers. */
  @ParameterizedTest
  @MethodSource("badTexts")
  void describe_anyFault_namesNoClassAndNoFeature(String text) {
    var fault = catchThrowableOfType(JsonProcessingException.class, () -> JSON.readTree(text));

    assertThat(JsonErrors.describe(fault))
        .isNotBlank()
        .doesNotContainPattern(
            "[a-z][A-Z]\\w*[.(]|java|Java|jackson|Feature|[A-Z]+_[A-Z]+|`|Source")
        .containsPattern("\\(line \\d+, column \\d+\\)$|exceeds the maximum allowed \\(\\d+\\)$");
  }
}
