package dev.fanfare.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactJsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "-0.0",
        "1.10",
        "1E+5",
        "1e-7",
        "0.1000000000000000055511151231257827",
        "123456789012345678901234567890",
        "true",
        "\"\"",
        "\"\\\"\\\\/\\b\\f\\n\\r\\t\"",
        "[]",
        "{}",
        "[[],{},[{}]]",
        "{\"b\":1,\"a\":{\"\":null},\"b\":2}",
        "{\"🎉\":\"é\"}"
      })
  void copy_compactJson_isTheSameBytes(String json) throws IOException {
    assertThat(copy(json)).isEqualTo(json);
  }

  @Test
  void copy_whiteSpace_isRemovedOutsideStrings() throws IOException {
    assertThat(copy("{ \"a b\" :\t[ 1 ,\r\n \" x  y \" ] }")).isEqualTo("{\"a b\":[1,\" x  y \"]}");
  }

  @Test
  void copy_partOfADocument_leavesTheParserAtItsLastToken() throws IOException {
    try (var parser = new JsonFactory().createParser("[{\"a\":[1]},7]")) {
      parser.nextToken();
      parser.nextToken();

      byte[] copied = CompactJson.copy(parser);

      assertThat(new String(copied, StandardCharsets.UTF_8)).isEqualTo("{\"a\":[1]}");
      assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_NUMBER_INT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1", "{\"a\"", "{\"a\":}", "[01]", "[NaN]", "[1,]"})
  void copy_notJson_isRefused(String json) {
    assertThatThrownBy(() -> copy(json)).isInstanceOf(JsonProcessingException.class);
  }

  private static String copy(String json) throws IOException {
    try (var parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      return new String(CompactJson.copy(parser), StandardCharsets.UTF_8);
    }
  }
}
