package dev.fanfare.estimate;

import java.util.OptionalInt;

/**
 * What is to be sent to how many.
 *
 * @param connections of the audience
 * @param messageBytes of what each is sent
 * @param rate posts per second that the broadcast itself asks for at most
 * @param lookups queries by which the audience is found; none when everyone is read
 */
public record Workload(long connections, int messageBytes, OptionalInt rate, long lookups) {

  public Workload {
    if (connections < 0 || messageBytes < 0 || lookups < 0) {
      throw new IllegalArgumentException("nothing of a workload can be negative");
    }
  }

  /** A message to everyone, at no rate of its own. */
  public static Workload toEveryone(long connections, int messageBytes) {
    return new Workload(connections, messageBytes, OptionalInt.empty(), 0);
  }

  public Workload withRate(OptionalInt other) {
    return new Workload(connections, messageBytes, other, lookups);
  }
}
