package dev.fanfare.local.apigateway;

/**
 * Counts the gateway's traffic. Any thread may call it, and it must not block.
 *
 * @param connect runs for each handshake that reaches {@code $connect}
 * @param message runs for each message from a client or to one
 */
public record GatewayCounts(Runnable connect, Runnable message) {
  public static final GatewayCounts NONE = new GatewayCounts(() -> {}, () -> {});
}
