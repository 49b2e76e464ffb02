package dev.fanfare.reduce;

/**
 * The outcomes do not add up to the planned number: a connection was lost or counted twice. Never
 * ignore it.
 */
public final class BooksImbalanceException extends RuntimeException {
  BooksImbalanceException(long planned, long accountedFor) {
    super(
        "the books do not balance: "
            + planned
            + " connections planned, "
            + accountedFor
            + " accounted for");
  }
}
