package dev.fanfare.broadcast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LineBytesTest {

  @Property(tries = 200)
  void next_linesInAnyChunks_returnsEachLine(
      @ForAll @Size(max = 40) List<@AlphaChars @StringLength(max = 3_000) String> lines,
      @ForAll @IntRange(min = 1, max = 5_000) int piece)
      throws IOException {
    String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";

    assertThat(read(inPieces(text, piece))).isEqualTo(lines);
  }

  @Test
  void next_lastLineWithoutLineFeed_returnsIt() throws IOException {
    assertThat(read(new ByteArrayInputStream("a\n\nb".getBytes(UTF_8))))
        .containsExactly("a", "", "b");
  }

  @Test
  void next_lineOfAMebibyte_returnsIt() throws IOException {
    String wide = "x".repeat((1 << 20) - 1);

    assertThat(read(new ByteArrayInputStream(("a\n" + wide + "\nb\n").getBytes(UTF_8))))
        .containsExactly("a", wide, "b");
  }

  @Test
  void next_longerLine_isRefused() {
    var endless = new ByteArrayInputStream("x".repeat(3 << 20).getBytes(UTF_8));

    assertThatThrownBy(() -> read(endless))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a line is longer than 1048576 bytes");
  }

  private static List<String> read(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    try (var bytes = new LineBytes(in)) {
      while (bytes.next()) {
        lines.add(new String(bytes.bytes(), bytes.from(), bytes.end() - bytes.from(), UTF_8));
      }
    }
    return lines;
  }

  private static InputStream inPieces(String text, int piece) {
    return new ByteArrayInputStream(text.getBytes(UTF_8)) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, piece));
      }
    };
  }
}
