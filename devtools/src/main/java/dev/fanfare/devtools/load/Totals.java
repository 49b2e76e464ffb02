package dev.fanfare.devtools.load;

/**
 * Sums over all clients.
 *
 * @param connected sockets that are open now
 * @param closed sockets that the other side has ended
 * @param received text messages
 * @param reached clients that have received at least one text message
 */
public record Totals(int connected, int closed, long received, int reached) {
  static final Totals NOTHING = new Totals(0, 0, 0, 0);

  Totals plus(Totals other) {
    return new Totals(
        connected + other.connected,
        closed + other.closed,
        received + other.received,
        reached + other.reached);
  }
}
