package dev.fanfare.local.apigateway;

/** Who counts what passes the gateway; any thread calls, and none may be held up. */
public interface GatewayCounts {
  GatewayCounts NONE =
      new GatewayCounts() {
        @Override
        public void connect() {}

        @Override
        public void message() {}
      };

  /** A handshake comes to {@code $connect}. */
  void connect();

  /** A message comes from a client, or goes to one. */
  void message();
}
