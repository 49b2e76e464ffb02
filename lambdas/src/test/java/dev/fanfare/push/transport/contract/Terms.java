package dev.fanfare.push.transport.contract;

import java.time.Duration;

/**
 * The settings of a transport under test.
 *
 * @param connections maximum number of sockets to the endpoint
 * @param connect maximum wait for a connection, including TLS
 * @param write maximum wait until a request is sent
 * @param answer maximum wait for an answer
 */
record Terms(int connections, Duration connect, Duration write, Duration answer) {
  /** Longer than a busy machine takes for an operation that should succeed. */
  private static final Duration LONG = Duration.ofSeconds(10);

  /** The timeout of a transport that has one timeout for writing and waiting. */
  Duration shorter() {
    return write.compareTo(answer) < 0 ? write : answer;
  }

  /** The same, but with this maximum wait until a request is sent. */
  Terms withWrite(Duration longest) {
    return new Terms(connections, connect, longest, answer);
  }

  /** Nothing times out. */
  static Terms patient(int connections) {
    return new Terms(connections, LONG, LONG, LONG);
  }

  /** Everything times out after this duration. */
  static Terms hasty(int connections, Duration timeout) {
    return new Terms(connections, timeout, timeout, timeout);
  }
}
