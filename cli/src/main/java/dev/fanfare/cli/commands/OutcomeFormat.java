package dev.fanfare.cli.commands;

import dev.fanfare.outcomes.ConnectionOutcome;
import dev.fanfare.text.Json;
import dev.fanfare.text.Printable;
import java.io.PrintWriter;
import java.util.Locale;

/** How outcomes are written, a connection a line; printable, since users choose their ids. */
enum OutcomeFormat {
  /** RFC 4180, with a head; no cell is a formula. */
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

  /** A JSON object a line. */
  JSONL {
    @Override
    void begin(PrintWriter out) {
      // JSON Lines have no head.
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

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  abstract void write(ConnectionOutcome outcome, PrintWriter out);
}
