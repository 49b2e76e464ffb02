package dev.fanfare.cli.io;

/** The person who runs the tool. */
public interface Operator {

  /** No operator, because input or output is not a terminal. Answers every question with no. */
  Operator NOBODY =
      new Operator() {
        @Override
        public boolean isInteractive() {
          return false;
        }

        @Override
        public boolean confirm(String question) {
          return false;
        }

        @Override
        public int columns() {
          return Integer.MAX_VALUE;
        }
      };

  /**
   * Whether there is a terminal, so that output can be updated in place and questions can be asked.
   */
  boolean isInteractive();

  /** Asks a question and waits for the answer. An empty answer means no. */
  boolean confirm(String question);

  /** Returns the width of the terminal, in characters. */
  int columns();
}
