package dev.fanfare.bench.hostile;

/**
 * What one user may cause at most, by the parameters of the template. What is priced by the thing
 * is priced by its most expensive kind.
 *
 * @param messages of a user in a minute
 * @param connects of a user in a minute, beside those that stay open
 * @param open connections of a user
 * @param postsPerSecond of all clients together
 */
record Bounds(int messages, int connects, int open, double postsPerSecond) {
  private static final int MESSAGE_BYTES = 128 * 1024;

  /** A page of a channel's archive, 1 MB, read without consistency; and what is charged. */
  private static final int READ_UNITS_OF_A_MESSAGE = 130;

  /** The rows of the sessions that count, and the user's own rows when it is let in. */
  private static final double READ_UNITS_OF_A_TRY = 1.5;

  /** What a join or a leave writes, and what is charged, booked and drawn for it. */
  private static final int WRITE_UNITS_OF_A_MESSAGE = 12;

  /** What is not taken, and the count of refusals. */
  private static final int WRITE_UNITS_OF_A_REFUSAL = 3;

  /** Its rows, and their end. */
  private static final int WRITE_UNITS_OF_A_CONNECT = 14;

  /** Progress, permits and what is archived. */
  private static final int WRITE_UNITS_OF_AN_EXECUTION = 20;

  /** PlanShards, PushShard, ReduceOutcomes and PruneStale, the last two once more. */
  private static final int FUNCTIONS_OF_AN_EXECUTION = 6;

  static Bounds of(HostileStack stack) {
    String sender = "SendMessageFunction";
    double rate =
        stack.number(sender, "ACCOUNT_POST_RATE")
            * stack.number(sender, "POST_RATE_PERCENT")
            * stack.number(sender, "CLIENT_RATE_PERCENT")
            / 10_000.0;
    return new Bounds(
        stack.number(sender, "MAX_MESSAGES_PER_MINUTE"),
        stack.number("AuthorizeFunction", "MAX_CONNECTS_PER_MINUTE"),
        stack.number("ConnectFunction", "MAX_CONNECTIONS_PER_USER"),
        rate);
  }

  /** Messages that are not refused: a whole budget at once, and what comes back meanwhile. */
  long messages(long seconds) {
    return messages + (messages * seconds + 59) / 60;
  }

  /** As many as may be open can be on their way when the last that is allowed is counted. */
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

  /** A try runs the authorizer, and Connect if it is let in or told why not. */
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
