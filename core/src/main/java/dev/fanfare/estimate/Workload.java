package dev.fanfare.estimate;

import java.util.OptionalInt;

/**
 * The message size and audience of a broadcast.
 *
 * @param connections size of the audience; not negative
 * @param messageBytes size of the message, in bytes; not negative
 * @param rate maximum posts per second that the broadcast itself asks for
 * @param lookups queries that find the audience; zero if every connection is read
 * @throws IllegalArgumentException if a number is negative
 */
public record Workload(long connections, int messageBytes, OptionalInt rate, long lookups) {

  public Workload {
    if (connections < 0 || messageBytes < 0 || lookups < 0) {
      throw new IllegalArgumentException("a workload cannot have negative numbers");
    }
  }

  /** A message to everyone, without its own rate. */
  public static Workload toEveryone(long connections, int messageBytes) {
    return new Workload(connections, messageBytes, OptionalInt.empty(), 0);
  }

  /** A copy with another rate of its own, in posts per second. */
  public Workload withRate(OptionalInt other) {
    return new Workload(connections, messageBytes, other, lookups);
  }
}
