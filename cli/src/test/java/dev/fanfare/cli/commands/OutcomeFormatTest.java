package dev.fanfare.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.outcomes.ConnectionOutcome;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outcome files are opened in terminals and spreadsheets, and users choose their own ids. */
class OutcomeFormatTest {

  @ParameterizedTest
  @ValueSource(strings = {"=HYPERLINK(0)", "+1", "-1", "@SUM(1)", "\t=1", "\r=1"})
  void write_csvOfAnIdLikeAFormula_isEscaped(String user) {
    assertThat(written(OutcomeFormat.CSV, user)).startsWith("c1,'").hasLineCount(1);
  }

  @Test
  void write_csvOfAFormulaWithCommasAndQuotes_isOneQuotedCell() {
    assertThat(written(OutcomeFormat.CSV, "=HYPERLINK(\"http://evil.example\",\"x\")"))
        .isEqualTo("c1,\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\",delivered,0\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001b[2Jbob", "\u009b2Jbob", "bob\u202egpj", "bob\u2066", "b\u200bob"})
  void write_unprintableId_isPrintableInEitherFormat(String user) throws IOException {
    String json = written(OutcomeFormat.JSONL, user);

    assertThat(json + written(OutcomeFormat.CSV, user))
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\n]]");
    assertThat(Json.MAPPER.readTree(json).path("user_id").textValue()).isEqualTo(user);
  }

  private static String written(OutcomeFormat format, String user) {
    var out = new StringWriter();
    var connection = new Connection("c1", user, 0);
    format.write(new ConnectionOutcome(connection, Outcome.DELIVERED, 0), new PrintWriter(out));
    return out.toString();
  }
}
