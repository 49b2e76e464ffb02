package dev.fanfare.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.cli.Fanfare;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TerminalWriterTest {
  private final StringWriter terminal = new StringWriter();
  private final TerminalWriter out = TerminalWriter.of(new PrintWriter(terminal));

  @Test
  void write_controlCharacters_areEscapedExceptLineBreaks() {
    out.print("a\u001b[2J\n");
    out.printf("%s|%c%n", "\u202eb", '\u009b');
    out.write('\u0007');
    out.append("c\td");
    out.flush();

    assertThat(terminal.toString()).isEqualTo("a\\u001b[2J\n\\u202eb|\\u009b\n\\u0007c d");
  }

  @Test
  void sequence_ofTheTool_isUnchanged() {
    out.sequence("\u001b[J");
    out.flush();

    assertThat(terminal.toString()).isEqualTo("\u001b[J");
  }

  @Test
  void show_lineWithControlCharacters_isEscapedBeforeItIsCut() {
    new LiveLines(out, 10).show(List.of("ab\u001b[2Jcd"));

    assertThat(terminal.toString()).isEqualTo("ab\\u001b[\n");
  }

  /** The tool sets the writers for every command. */
  @Test
  void execute_anyCommand_writesThroughTheTerminalWriter() {
    CommandLine tool =
        Fanfare.commandLine(CommandLine.defaultFactory(), List.of())
            .setOut(new PrintWriter(terminal));

    assertThat(tool.execute("completion", "bash")).isZero();

    assertThat(tool.getOut()).isInstanceOf(TerminalWriter.class);
    assertThat(tool.getSubcommands().get("list").getErr()).isInstanceOf(TerminalWriter.class);
    assertThat(TerminalWriter.of(tool.getOut())).isSameAs(tool.getOut());
  }

  @Test
  void execute_usageError_isPrintable() {
    var err = new StringWriter();
    Fanfare.commandLine(CommandLine.defaultFactory(), List.of())
        .setErr(new PrintWriter(err))
        .execute("no-such\u001b[2J");

    assertThat(err.toString().lines().findFirst().orElseThrow())
        .contains("no-such\\u001b[2J")
        .doesNotContain("\u001b");
  }
}
