package dev.fanfare.devtools.load;

import java.util.List;
import java.util.OptionalLong;

/**
 * One client and the messages that it has received.
 *
 * @param index position in the order of connecting, from 0
 * @param connected whether its socket is open
 * @param arrivals all text messages, in the order of arrival
 */
public record ClientSnapshot(int index, String user, boolean connected, List<Arrival> arrivals) {

  /**
   * A text message.
   *
   * @param atMicros time of arrival, in microseconds since the epoch
   */
  public record Arrival(long atMicros, String text) {}

  public ClientSnapshot {
    arrivals = List.copyOf(arrivals);
  }

  public int receivedCount() {
    return arrivals.size();
  }

  /** Returns the arrival time of the first message, in microseconds since the epoch. */
  public OptionalLong firstArrivalMicros() {
    return arrivals.stream().mapToLong(Arrival::atMicros).findFirst();
  }

  public List<String> texts() {
    return arrivals.stream().map(Arrival::text).toList();
  }

  ClientSnapshot shiftedBy(int offset) {
    return new ClientSnapshot(index + offset, user, connected, arrivals);
  }
}
