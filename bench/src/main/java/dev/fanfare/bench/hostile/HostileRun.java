package dev.fanfare.bench.hostile;

/**
 * What the hostile user caused.
 *
 * @param sent messages of any kind that it sent
 * @param refused answers that were errors
 * @param taken other answers
 * @param tried handshakes
 * @param letIn handshakes that were not refused
 * @param posts that reached the gateway, to whomever
 * @param bytes of messages to all clients
 * @param seconds that it had, in whole ones
 * @param joinMillis the median of another user's joins meanwhile
 * @param joinMillisBefore the same before
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
