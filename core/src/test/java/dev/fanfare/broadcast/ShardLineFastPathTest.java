package dev.fanfare.broadcast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardLineFastPathTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @Test
  void parse_plainLine_returnsTheConnection() {
    assertThat(parse("[\"L0SM9cOFvHcCIhw=\",\"alice\",1763800000123]"))
        .isEqualTo(new Connection("L0SM9cOFvHcCIhw=", "alice", 1_763_800_000_123L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "[\"",
        "[\"a",
        "[\"a\"",
        "[\"a\",\"",
        "[\"a\",\"b\"",
        "[\"a\",\"b\",",
        "[\"a\",\"b\",1",
        "[\"a\",\"b\",]",
        "[\"a\",\"b\",01]",
        "[\"a\",\"b\",-1]",
        "[\"a\",\"b\",1 ]",
        "[\"a\" ,\"b\",1]",
        "[\"a\\n\",\"b\",1]",
        "[\"a\",\"ü\",1]",
        "[\"a\",\"b\",1234567890123456789]"
      })
  void parse_otherLine_returnsNull(String line) {
    assertThat(parse(line)).isNull();
  }

  /** Property: if the fast path accepts a line, a JSON parser reads the same connection. */
  @Property(tries = 2_000)
  void parse_anyLine_agreesWithAJsonParser(@ForAll("lines") String line)
      throws JsonProcessingException {
    Connection plain = parse(line);

    if (plain != null) {
      JsonNode list = JSON.readTree(line);
      assertThat(list.size()).isEqualTo(3);
      assertThat(plain.id()).isEqualTo(list.get(0).textValue());
      assertThat(plain.userId()).isEqualTo(list.get(1).textValue());
      assertThat(list.get(2).isIntegralNumber()).isTrue();
      assertThat(plain.connectedAt()).isEqualTo(list.get(2).longValue());
    }
  }

  /** Lines that differ from valid ones in one or two characters. */
  @Provide
  Arbitrary<String> lines() {
    var piece =
        Arbitraries.of("[", "]", "\"", ",", "\\", "a", "0", "7", "-", " ", "ü", "\u0001", "");
    return Combinators.combine(
            Arbitraries.of("[\"id=\",\"user\",1763]", "[\"\",\"\",0]", "[\"a\",\"b\",10]"),
            Arbitraries.integers().between(0, 20),
            Arbitraries.integers().between(0, 2),
            piece)
        .as(
            (line, at, removed, inserted) -> {
              int from = Math.min(at, line.length());
              int to = Math.min(from + removed, line.length());
              return line.substring(0, from) + inserted + line.substring(to);
            });
  }

  private static Connection parse(String line) {
    // In the middle of other lines, as in a shard.
    byte[] bytes = ("\"]" + line + "\n[\"x\",\"y\",5]\n").getBytes(UTF_8);
    return ShardLineFastPath.parse(bytes, 2, 2 + line.getBytes(UTF_8).length);
  }
}
