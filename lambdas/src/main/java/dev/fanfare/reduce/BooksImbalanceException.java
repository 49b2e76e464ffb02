package dev.fanfare.reduce;

/**
 * Planned is not the sum of all outcomes: somebody was lost, or counted twice. Never to be glossed
 * over.
 */
public final class BooksImbalanceException extends RuntimeException {
  BooksImbalanceException(long planned, long accountedFor) {
    super(
        "the books do not balance: planned are "
            + planned
            + " connections, accounted for are "
            + accountedFor);
  }
}
