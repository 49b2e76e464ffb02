package dev.fanfare.bench.hostile;

/**
 * The maximum cost that one user can cause, computed from the template's parameters. Each message,
 * refusal, connect and execution has the cost of the most expensive one of its kind.
 *
 * @param messages maximum messages of a user per minute
 * @param connects maximum connects of a user per minute, in addition to open connections
 * @param open maximum open connections of a user
 * @param postsPerSecond maximum posts per second for all clients together
 */
record Bounds(int messages, int connects, int open, double postsPerSecond) {
  private static final int MESSAGE_BYTES = 128 * 1024;

  /**
   * An eventually consistent page of 1 MB of a channel's archive, and the charge to the user's
   * budget.
   */
  private static final int READ_UNITS_OF_A_MESSAGE = 130;

  /** The user's ended sessions and, after the authorizer, its rows. */
  private static final double READ_UNITS_OF_A_TRY = 1.5;

  /** The writes of a join or leave, the charge, the row of the broadcast and the permits. */
  private static final int WRITE_UNITS_OF_A_MESSAGE = 12;

  /** The failed charge, and the count of refusals. */
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

  /** Returns the maximum number of accepted messages: a full budget and its refill in the run. */
  long messages(long seconds) {
    return messages + (messages * seconds + 59) / 60;
  }

  /**
   * Returns the maximum number of accepted handshakes. Up to {@code open} of them can pass the
   * authorizer before the last connect counts.
   */
  long letIn(long seconds) {
    return (connects + 2L * open) * ((seconds + 59) / 60);
  }

  long posts(long seconds) {
    return (long) (postsPerSecond * seconds);
  }

  /**
   * @param receivers number of clients in a channel with the user, including the user
   */
  long bytes(long seconds, int receivers) {
    return messages(seconds) * MESSAGE_BYTES * receivers;
  }

  long executions(long seconds) {
    return messages(seconds);
  }

  /** Each handshake runs the authorizer and, if it allows the connection, Connect. */
  long invocations(HostileRun run) {
    return 2 * run.counts().tried()
        + letIn(run.seconds())
        + run.counts().sent()
        + FUNCTIONS_OF_AN_EXECUTION * executions(run.seconds());
  }

  long readUnits(HostileRun run) {
    return (long) (READ_UNITS_OF_A_TRY * run.counts().tried())
        + READ_UNITS_OF_A_MESSAGE * messages(run.seconds());
  }

  long writeUnits(HostileRun run) {
    return WRITE_UNITS_OF_A_MESSAGE * messages(run.seconds())
        + WRITE_UNITS_OF_A_REFUSAL * run.counts().refused()
        + WRITE_UNITS_OF_A_CONNECT * letIn(run.seconds())
        + WRITE_UNITS_OF_AN_EXECUTION * executions(run.seconds());
  }
}
