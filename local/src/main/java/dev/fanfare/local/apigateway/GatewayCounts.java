package dev.fanfare.local.apigateway;

import dev.fanfare.local.physics.LimitMeter;

/**
 * Counts the gateway's traffic. Any thread may call it, and it must not block.
 *
 * @param connect runs for each handshake that reaches {@code $connect}
 * @param message runs for each message from a client or to one
 * @param limits counts what the quotas and the latency of posts did
 */
public record GatewayCounts(Runnable connect, Runnable message, LimitMeter limits) {
  public static final GatewayCounts NONE = new GatewayCounts(() -> {}, () -> {}, new LimitMeter());
}
