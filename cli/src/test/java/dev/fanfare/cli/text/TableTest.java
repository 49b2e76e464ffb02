package dev.fanfare.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void lines_wordsAndNumbers_areAlignedLeftAndRight() {
    var table = new Table("id", ">planned", "status");

    table.row("sale", 1_234_567, "SUCCEEDED").row("a-longer-id", 5L, null);

    assertThat(String.join("\n", table.lines()))
        .isEqualTo(
            """
              id             planned  status
              sale         1,234,567  SUCCEEDED
              a-longer-id          5"""
                .indent(2)
                .stripTrailing());
  }

  @Test
  void lines_escapeSequencesInACell_doNotReachTheTerminal() {
    var table = new Table("id").row("a\u001b[2Jb\nc\u009bd\u202e");

    assertThat(table.body()).containsExactly("  a\\u001b[2Jb c\\u009bd\\u202e");
  }

  @Test
  void row_wrongNumberOfCells_isRefused() {
    var table = new Table("id", "status");

    assertThatThrownBy(() -> table.row("sale")).hasMessage("1 cells for 2 columns");
  }
}
