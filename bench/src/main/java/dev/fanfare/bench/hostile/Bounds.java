package dev.fanfare.bench.hostile;

/**
 * The most that one user may cause, computed from the template's parameters. Each message, refusal,
 * connect and execution counts as the most expensive of its kind.
 *
 * @param messages of a user in a minute
 * @param connects of a user in a minute, beside those that stay open
 * @param open connections of a user
 * @param postsPerSecond of all clients together
 */
record Bounds(int messages, int connects, int open, double postsPerSecond) {
  private static final int MESSAGE_BYTES = 128 * 1024;

  /** A page of 1 MB of a channel's archive, eventually consistent, and the charge. */
  private static final int READ_UNITS_OF_A_MESSAGE = 130;

  /** The user's ended sessions, and its rows once it is let in. */
  private static final double READ_UNITS_OF_A_TRY = 1.5;

  /** The writes of a join or a leave, the charge, the booking and the permits. */
  private static final int WRITE_UNITS_OF_A_MESSAGE = 12;

  /** The charge that fails, and the count of refusals. */
  private static final int WRITE_UNITS_OF_A_REFUSAL = 3;

  /** Writing the connection's rows, and removing them. */
  private static final int WRITE_UNITS_OF_A_CONNECT = 14;

  /** Progress, permits and the archived message. */
  private static final int WRITE_UNITS_OF_AN_EXECUTION = 20;

  /** PlanShards, PushShard, ReduceOutcomes and PruneStale, and two repeats. */
  private static final int FUNCTIONS_OF_AN_EXECUTION = 6;

  static Bounds of(HostileStack stack) {
    String sender = "SendMessageFunction";
    double rate =
        (double) stack.number(sender, "ACCOUNT_POST_RATE")
            * stack.number(sender, "POST_RATE_PERCENT")
            * stack.number(sender, "CLIENT_RATE_PERCENT")
            / 10_000.0;
    return new Bounds(
        stack.number(sender, "MAX_MESSAGES_PER_MINUTE"),
        stack.number("AuthorizeFunction", "MAX_CONNECTS_PER_MINUTE"),
        stack.number("ConnectFunction", "MAX_CONNECTIONS_PER_USER"),
        rate);
  }

  /** Messages that are not refused: a full budget, and its refill during the run. */
  long messages(long seconds) {
    return messages + (messages * seconds + 59) / 60;
  }

  /** Up to {@code open} handshakes can pass the authorizer before the last connect counts. */
  long letIn(long seconds) {
    return (connects + 2L * open) * ((seconds + 59) / 60);
  }

  long posts(long seconds) {
    return (long) (postsPerSecond * seconds);
  }

  /**
   * @param receivers who may be in a channel with the user, itself included
   */
  long bytes(long seconds, int receivers) {
    return messages(seconds) * MESSAGE_BYTES * receivers;
  }

  long executions(long seconds) {
    return messages(seconds);
  }

  /** Each try runs the authorizer, and Connect unless the authorizer denies it. */
  long invocations(HostileRun run) {
    return 2 * run.tried()
        + letIn(run.seconds())
        + run.sent()
        + FUNCTIONS_OF_AN_EXECUTION * executions(run.seconds());
  }

  long readUnits(HostileRun run) {
    return (long) (READ_UNITS_OF_A_TRY * run.tried())
        + READ_UNITS_OF_A_MESSAGE * messages(run.seconds());
  }

  long writeUnits(HostileRun run) {
    return WRITE_UNITS_OF_A_MESSAGE * messages(run.seconds())
        + WRITE_UNITS_OF_A_REFUSAL * run.refused()
        + WRITE_UNITS_OF_A_CONNECT * letIn(run.seconds())
        + WRITE_UNITS_OF_AN_EXECUTION * executions(run.seconds());
  }
}
