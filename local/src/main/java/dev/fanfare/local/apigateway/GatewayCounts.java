package dev.fanfare.local.apigateway;

/**
 * Counts what passes the gateway. Any thread calls it, and it must not block.
 *
 * @param connect runs for each handshake that comes to {@code $connect}
 * @param message runs for each message from a client or to one
 */
public record GatewayCounts(Runnable connect, Runnable message) {
  public static final GatewayCounts NONE = new GatewayCounts(() -> {}, () -> {});
}
