package dev.fanfare.push.transport.contract;

import java.time.Duration;

/**
 * How a transport under test is made.
 *
 * @param connections most sockets to the endpoint
 * @param connect longest wait for a connection, TLS included
 * @param write longest wait for a request to go out
 * @param answer longest wait for an answer
 */
record Terms(int connections, Duration connect, Duration write, Duration answer) {
  /** Longer than a busy machine takes for what is meant to succeed. */
  private static final Duration LONG = Duration.ofSeconds(10);

  /** The one timeout of a transport that does not tell writing from waiting. */
  Duration shorter() {
    return write.compareTo(answer) < 0 ? write : answer;
  }

  /** The same, but with so long a wait for a request to go out. */
  Terms withWrite(Duration longest) {
    return new Terms(connections, connect, longest, answer);
  }

  /** Nothing times out. */
  static Terms patient(int connections) {
    return new Terms(connections, LONG, LONG, LONG);
  }

  /** Everything times out after so long. */
  static Terms hasty(int connections, Duration timeout) {
    return new Terms(connections, timeout, timeout, timeout);
  }
}
