package dev.fanfare.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
  /** C0, DEL, C1, invisible formatting, line separators, unpaired surrogates. */
  private static final Set<Integer> UNPRINTABLE =
      Set.of(
          (int) Character.CONTROL,
          (int) Character.FORMAT,
          (int) Character.LINE_SEPARATOR,
          (int) Character.PARAGRAPH_SEPARATOR,
          (int) Character.SURROGATE);

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void of_everyCodePoint_changesOnlyUnprintableOnes() {
    var wrong = new ArrayList<String>();
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      String text = "a" + Character.toString(point) + "b";
      String seen = Printable.of(text);
      boolean isPrintable = isPrintable(text);
      if (seen.equals(text) != isPrintable
          || Printable.is(text) != isPrintable
          || !isPrintable(seen)) {
        wrong.add(Integer.toHexString(point));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean isPrintable(String text) {
    return text.codePoints().mapToObj(Character::getType).noneMatch(UNPRINTABLE::contains);
  }

  /** Random texts, half of whose characters are special ones. */
  @Test
  void of_randomTexts_isPrintableAndKeepsTheJsonValue() throws IOException {
    var random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      String text = text(random);
      String json = JsonNodeFactory.instance.objectNode().put("user_id", text).toString();
      String line = Printable.of(text);

      assertThat(Printable.of(line)).isEqualTo(line);
      assertThat(Printable.of(text, 10)).hasSizeLessThanOrEqualTo(10);
      assertThat(JSON.readTree(Printable.of(json)).path("user_id").textValue()).isEqualTo(text);
      assertThat(
              List.of(
                  line,
                  Printable.of(text, 10),
                  Printable.lines(text).replace("\n", ""),
                  Printable.cell(text),
                  Printable.of(json)))
          .allMatch(seen -> isPrintable(withoutJoiners(seen)));
    }
  }

  private static String text(Random random) {
    int[] telling = {
      0x1b, 0x7f, 0x9b, 0x0a, 0x0d, 0x09, 0x202e, 0x2066, 0x2028, 0x2029, 0x200b, 0x200d, 0x200c,
      0xfeff, 0xe0041, '"', '\\', ',', '=', 0x1f468, 0x1f469, 0x915, 0x94d, 0xd800, 0xdc00
    };
    var text = new StringBuilder();
    for (int length = random.nextInt(30); length > 0; length--) {
      text.appendCodePoint(
          random.nextBoolean()
              ? telling[random.nextInt(telling.length)]
              : random.nextInt(Character.MAX_CODE_POINT + 1));
    }
    return text.toString();
  }

  /** The remaining joiners are in places where a script needs them; the next test checks these. */
  private static String withoutJoiners(String text) {
    return text.replace("\u200c", "").replace("\u200d", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain ~!", "Zoë \"🎉\"", "علی‌رضا", "👨‍👩‍👧", "क्‍ष", "日本 ½"})
  void of_printableText_isUnchanged(String text) {
    assertThat(Printable.of(text)).isEqualTo(text);
    assertThat(Printable.lines(text)).isEqualTo(text);
    assertThat(Printable.is(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "a\u200db,a\\u200db",
    "\u200d,\\u200d",
    "a\u001b[2J,a\\u001b[2J",
    "a\ud83d,a\\ud83d",
    "\udb40\udc41,\\udb40\\udc41"
  })
  void of_unprintable_becomesAJsonEscape(String text, String seen) {
    assertThat(Printable.of(text)).isEqualTo(seen);
  }

  @Test
  void of_lineBreaks_becomeSpaces() {
    assertThat(Printable.of("a\nb\r\nc\rd\te")).isEqualTo("a b c d e");
    assertThat(Printable.lines("a\nb\r\nc\rd\te")).isEqualTo("a\nb\nc\nd e");
    assertThat(Printable.is("a\nb")).isFalse();
    assertThat(Printable.is("a\tb")).isFalse();
  }

  @Test
  void of_tooLong_isCutBetweenCharacters() {
    assertThat(Printable.of("123456", 6)).isEqualTo("123456");
    assertThat(Printable.of("1234567", 6)).isEqualTo("12345…");
    assertThat(Printable.of("1234🎉7", 6)).isEqualTo("1234…");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1"})
  void cell_likeAFormula_beginsWithAnApostrophe(String text) {
    assertThat(Printable.cell(text)).startsWith("'");
  }

  @Test
  void cell_withCommasOrQuotes_isQuoted() {
    assertThat(Printable.cell("a,b")).isEqualTo("\"a,b\"");
    assertThat(Printable.cell("a\"b")).isEqualTo("\"a\"\"b\"");
    assertThat(Printable.cell("=\"\"")).isEqualTo("\"'=\"\"\"\"\"");
    assertThat(Printable.cell("a b-c")).isEqualTo("a b-c");
    assertThat(Printable.cell("")).isEmpty();
  }
}
