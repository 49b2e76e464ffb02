package dev.fanfare.bench.hostile;

/**
 * The counts of a run, and the cost that the hostile user caused.
 *
 * @param sent number of messages of any kind that it sent
 * @param refused number of error responses
 * @param taken number of other responses
 * @param tried number of handshakes
 * @param letIn number of accepted handshakes
 * @param posts number of posts to any client
 * @param bytes of messages to all clients
 * @param seconds duration of the run, rounded up to whole seconds
 * @param joinMillis median time of another user's joins during the run, in milliseconds
 * @param joinMillisBefore median time of another user's joins before the run, in milliseconds
 */
record HostileRun(
    long sent,
    long refused,
    long taken,
    long tried,
    long letIn,
    long posts,
    long bytes,
    long invocations,
    long executions,
    double readUnits,
    double writeUnits,
    long seconds,
    double joinMillis,
    double joinMillisBefore) {}
