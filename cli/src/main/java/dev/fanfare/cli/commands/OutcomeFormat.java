package dev.fanfare.cli.commands;

import dev.fanfare.outcomes.ConnectionOutcome;
import dev.fanfare.text.Json;
import dev.fanfare.text.Printable;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * The formats of the outcome list, one connection per line. Control characters are escaped, because
 * users choose their own ids.
 */
enum OutcomeFormat {
  /**
   * CSV as in RFC 4180, with a header. Cells are escaped so that spreadsheets do not run them as
   * formulas.
   */
  CSV {
    @Override
    void begin(PrintWriter out) {
      out.print("connection_id,user_id,outcome,round\n");
    }

    @Override
    void write(ConnectionOutcome outcome, PrintWriter out) {
      out.print(
          Printable.cell(outcome.connection().id())
              + ','
              + Printable.cell(outcome.connection().userId())
              + ','
              + outcome.outcome().word()
              + ','
              + outcome.round()
              + '\n');
    }
  },

  /** JSON Lines: one JSON object per line. */
  JSONL {
    @Override
    void begin(PrintWriter out) {
      // JSON Lines has no header.
    }

    @Override
    void write(ConnectionOutcome outcome, PrintWriter out) {
      String json =
          Json.MAPPER
              .createObjectNode()
              .put("connection_id", outcome.connection().id())
              .put("user_id", outcome.connection().userId())
              .put("outcome", outcome.outcome().word())
              .put("round", outcome.round())
              .toString();
      out.print(Printable.of(json) + "\n");
    }
  };

  abstract void begin(PrintWriter out);

  /** Returns the name as users type it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  abstract void write(ConnectionOutcome outcome, PrintWriter out);
}
