package dev.fanfare.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveLinesTest {
  private final StringWriter written = new StringWriter();
  private final LiveLines lines = new LiveLines(new PrintWriter(written), 10);

  @Test
  void show_again_replacesTheLines() {
    lines.show(List.of("one", "two"));
    lines.show(List.of("three"));
    lines.clear();
    lines.clear();

    assertThat(written.toString())
        .isEqualTo("one\ntwo\n\r\u001b[2A\u001b[Jthree\n\r\u001b[1A\u001b[J");
  }

  @Test
  void show_lineAsWideAsTheTerminal_isCut() {
    lines.show(List.of("0123456789abc"));

    assertThat(written.toString()).isEqualTo("012345678\n");
  }

  @Test
  void bar_anyShare_hasTheGivenWidth() {
    assertThat(ProgressBar.of(0, 4)).isEqualTo("[>   ]");
    assertThat(ProgressBar.of(0.5, 4)).isEqualTo("[==> ]");
    assertThat(ProgressBar.of(0.999, 4)).isEqualTo("[===>]");
    assertThat(ProgressBar.of(1, 4)).isEqualTo("[====]");
    assertThat(ProgressBar.of(7, 4)).isEqualTo("[====]");
    assertThat(ProgressBar.of(-1, 4)).isEqualTo("[>   ]");
  }
}
