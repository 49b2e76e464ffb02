package dev.fanfare.cli.io;

/** Whoever called the tool. */
public interface Operator {

  /** Nobody: input or output is no terminal. */
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

  /** Whether anybody sits at a terminal, who sees what changes and can be asked. */
  boolean isThere();

  /** Asks, and waits for the answer; no answer is a no. */
  boolean agrees(String question);

  /** How wide the terminal is, in characters. */
  int columns();
}
