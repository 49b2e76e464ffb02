package dev.fanfare.local.stepfunctions.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{\"b\":1,\"a\":[null,true,\"\\\"\\n\\u0001é\"]}",
        "9223372036854775808",
        "-0.25",
        "123456789012345678901234567890"
      })
  void write_parsedText_isTheSame(String text) throws Exception {
    assertThat(Json.write(Json.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "1 2", "{'a':1}", "nul", "[1,]"})
  void parse_notOneValue_isRefused(String text) {
    assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void write_randomValues_roundTrips() throws Exception {
    var random = new Random(3);
    for (int i = 0; i < 500; i++) {
      var text = value(random, 4);
      assertThat(Json.write(Json.parse(text))).isEqualTo(text);
    }
  }

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> Long.toString(random.nextLong());
      case 1 -> Boolean.toString(random.nextBoolean());
      case 2 -> "null";
      case 3 -> "\"" + Integer.toString(random.nextInt(), 36) + "\"";
      case 4 ->
          IntStream.range(0, random.nextInt(4))
              .mapToObj(i -> value(random, depth - 1))
              .collect(Collectors.joining(",", "[", "]"));
      default ->
          IntStream.range(0, random.nextInt(4))
              .mapToObj(i -> "\"k" + i + "\":" + value(random, depth - 1))
              .collect(Collectors.joining(",", "{", "}"));
    };
  }
}
