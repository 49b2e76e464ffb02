package dev.fanfare.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.text.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTest {

  @Test
  void of_positionOrInstant_isRead() throws Exception {
    assertThat(since("0")).isEqualTo(new Since.Position(0));
    assertThat(since("9223372036854775807")).isEqualTo(new Since.Position(Long.MAX_VALUE));
    assertThat(since("\"2026-11-22T08:00:00.123Z\""))
        .isEqualTo(new Since.Time(Instant.ofEpochMilli(1_795_334_400_123L)));
    assertThat(since("\"2026-11-22T09:00:00.123+01:00\""))
        .isEqualTo(new Since.Time(Instant.ofEpochMilli(1_795_334_400_123L)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "1.5",
        "9223372036854775808",
        "\"12\"",
        "\"yesterday\"",
        "\"+999999999-01-01T00:00:00Z\"",
        "\"-999999999-01-01T00:00:00Z\"",
        "null",
        "{}",
        "true"
      })
  void of_invalidValue_isRefusedWithTheRule(String value) {
    assertThatThrownBy(() -> since(value))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("since is " + value + ": must be the position of a message");
  }

  private static Since since(String json) throws JsonProcessingException {
    return Since.of(Json.MAPPER.readTree(json));
  }
}
