package dev.fanfare.local.lambda.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases that AWS lists under "Success and failure conditions". */
class BatchItemFailuresTest {
  private static final Set<String> BATCH = Set.of("a", "b");

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "{}", "{\"batchItemFailures\":null}", "{\"batchItemFailures\":[]}"})
  void parse_nothingReported_allSucceeded(String response) {
    assertThat(parse(response)).contains(Set.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "\"ok\"",
        "[]",
        "{\"batchItemFailures\":\"a\"}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
        "{\"batchItemFailures\":[{\"itemIdentifiers\":\"a\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"c\"}]}",
        "{\"batchItemFailures\":[\"a\"]}"
      })
  void parse_invalidAnswer_isEmpty(String response) {
    assertThat(parse(response)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"},{\"itemIdentifier\":\"b\"}],\"x\":1}"
      })
  void parse_oneReported_isThatItem(String response) {
    assertThat(parse(response)).contains(Set.of("b"));
  }

  private static Optional<Set<String>> parse(String response) {
    return BatchItemFailures.parse(response.getBytes(UTF_8), BATCH);
  }
}
