package dev.fanfare.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionedMessageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '´',
      value = {
        "{\"a\":1.10} | {\"a\":1.10,\"channel\":\"news\",\"position\":13}",
        "{} | {\"channel\":\"news\",\"position\":13}",
        "{\"channel\":\"news\"} | {\"channel\":\"news\",\"position\":13}",
        "{\"channel\":\"sport\"} | {\"channel\":\"sport\",\"positions\":{\"news\":13}}",
        "{\"channel\":5} | {\"channel\":5,\"positions\":{\"news\":13}}",
        "{\"position\":4} | {\"position\":4,\"positions\":{\"news\":13}}",
        "{\"positions\":4} | {\"positions\":4,\"channel\":\"news\",\"position\":13}",
        "{\"in\":{\"position\":4}} | {\"in\":{\"position\":4},\"channel\":\"news\",\"position\":13}",
        "{\"position\":4,\"positions\":5}"
            + " | {\"type\":\"broadcast\",\"data\":{\"position\":4,\"positions\":5},"
            + "\"channel\":\"news\",\"position\":13}",
        "\"hello\" | {\"type\":\"broadcast\",\"data\":\"hello\",\"channel\":\"news\",\"position\":13}",
        "[1,{}] | {\"type\":\"broadcast\",\"data\":[1,{}],\"channel\":\"news\",\"position\":13}",
        "null | {\"type\":\"broadcast\",\"data\":null,\"channel\":\"news\",\"position\":13}"
      })
  void message_inOneChannel_getsChannelAndPosition(String data, String expected) {
    assertThat(posted(data, Map.of("news", 13L))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '´',
      value = {
        "{\"a\":1} | {\"a\":1,\"positions\":{\"news\":13,\"sport\":7}}",
        "{\"channel\":\"news\",\"position\":1}"
            + " | {\"channel\":\"news\",\"position\":1,\"positions\":{\"news\":13,\"sport\":7}}",
        "{\"positions\":1} | {\"type\":\"broadcast\",\"data\":{\"positions\":1},"
            + "\"positions\":{\"news\":13,\"sport\":7}}",
        "5 | {\"type\":\"broadcast\",\"data\":5,\"positions\":{\"news\":13,\"sport\":7}}"
      })
  void message_inSeveralChannels_getsItsPositionInEach(String data, String expected) {
    var positions = new LinkedHashMap<String, Long>();
    positions.put("news", 13L);
    positions.put("sport", 7L);
    assertThat(posted(data, positions)).isEqualTo(expected);
  }

  /** Property: every message arrives complete, with its position. */
  @Property(tries = 200)
  void message_anyNames_keepsDataAndAddsThePosition(
      @ForAll String field,
      @ForAll String value,
      @ForAll String name,
      @ForAll @LongRange(min = 1, max = 9_007_199_254_740_991L) long position)
      throws IOException {
    String data = Json.MAPPER.createObjectNode().put(field, value).toString();

    String posted = posted(data, Map.of(name, position));

    JsonNode read = Json.MAPPER.readTree(posted);
    JsonNode own = read.path("type").asText().equals("broadcast") ? read.path("data") : read;
    assertThat(own.path(field)).isEqualTo(Json.MAPPER.readTree(data).path(field));
    JsonNode actual =
        read.has("positions") ? read.at("/positions").path(name) : read.path("position");
    assertThat(actual.asLong()).isEqualTo(position);
    assertThat(posted.getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(
            PositionedMessage.mostBytes(
                data.getBytes(StandardCharsets.UTF_8), java.util.List.of(name)));
  }

  @Test
  void message_nonAscii_keepsItsBytes() {
    assertThat(posted("{\"a\":\"ü🎺\"}", Map.of("jürgen-🎺", 1L)))
        .isEqualTo("{\"a\":\"ü🎺\",\"channel\":\"jürgen-🎺\",\"position\":1}");
  }

  private static String posted(String data, Map<String, Long> positions) {
    return new String(
        PositionedMessage.of(data.getBytes(StandardCharsets.UTF_8), positions),
        StandardCharsets.UTF_8);
  }
}
