package dev.fanfare.cli.io;

/** The person who runs the tool. */
public interface Operator {

  /** No operator, because input or output is not a terminal. Answers every question with no. */
  Operator NOBODY =
      new Operator() {
        @Override
        public boolean isThere() {
          return false;
        }

        @Override
        public boolean agrees(String question) {
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
  boolean isThere();

  /** Asks a question and waits for the answer. An empty answer means no. */
  boolean agrees(String question);

  /** Returns the width of the terminal, in characters. */
  int columns();
}
