package dev.fanfare.devtools.load;

/**
 * Sums over all clients.
 *
 * @param connected number of sockets that are open now
 * @param closed number of sockets that the server closed
 * @param received number of text messages
 * @param reached number of clients that have received at least one text message
 */
public record Totals(int connected, int closed, long received, int reached) {
  static final Totals ZERO = new Totals(0, 0, 0, 0);

  Totals plus(Totals other) {
    return new Totals(
        connected + other.connected,
        closed + other.closed,
        received + other.received,
        reached + other.reached);
  }
}
