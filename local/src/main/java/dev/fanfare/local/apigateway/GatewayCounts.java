package dev.fanfare.local.apigateway;

/**
 * Counts what passes the gateway. Any thread calls it, and it must not block.
 *
 * @param onConnect runs for each handshake that comes to {@code $connect}
 * @param onMessage runs for each message from a client or to one
 */
public record GatewayCounts(Runnable onConnect, Runnable onMessage) {
  static final GatewayCounts NONE = new GatewayCounts(() -> {}, () -> {});

  public void connect() {
    onConnect.run();
  }

  public void message() {
    onMessage.run();
  }
}
