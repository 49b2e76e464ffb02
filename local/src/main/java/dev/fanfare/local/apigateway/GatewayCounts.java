package dev.fanfare.local.apigateway;

/** Counts what passes the gateway. Any thread calls; an implementation must not block. */
public interface GatewayCounts {
  GatewayCounts NONE =
      new GatewayCounts() {
        @Override
        public void connect() {}

        @Override
        public void message() {}
      };

  /** A handshake reaches {@code $connect}. */
  void connect();

  /** A client sends or gets a message. */
  void message();
}
