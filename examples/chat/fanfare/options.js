/** The options of a Fanfare client, and the environment that tests replace. */

const MINUTE = 60_000;

/** All times in milliseconds. */
export const DEFAULTS = Object.freeze({
  /** Timeout of a request. The gateway's own timeout is 29 seconds. */
  requestTimeout: 30_000,
  /** Timeout of address and handshake together, and then of each response to rejoining a channel. */
  openTimeout: 45_000,
  /** Interval of pings. The gateway closes a connection that was idle for 10 minutes. */
  pingEvery: 9 * MINUTE,
  /** Pings are up to this much earlier, at random, so that pages do not ping at the same time. */
  pingSpread: MINUTE,
  /** Timeout of a ping; after that, the connection counts as dead. */
  pingTimeout: 10_000,
  /** Maximum age of a connection. The gateway closes every connection after 2 hours. */
  renewAfter: 110 * MINUTE,
  /** Renewals are up to this much earlier, at random, so that pages do not reconnect at the same time. */
  renewSpread: 20 * MINUTE,
  /**
   * The n-th attempt waits a random time between 0 and backOffBase * 2^n, at most backOffCap. A request
   * that the gateway throttles waits at least half of the maximum.
   */
  backOffBase: 500,
  backOffCap: 30_000,
  /** After a connection of at least this age, the back-off starts again from the beginning. */
  stableAfter: 10_000,
  /** Maximum wait for the old socket to close before the next one opens. */
  closeTimeout: 3_000,
  /** How long a message waits for missing ones before it. Then these are fetched from the archive. */
  gapWait: 1_000,
  /** Number of messages and changed rows to remember, to detect duplicates and outdated changes. */
  remembered: 5_000,
});

/** The environment of a page. Tests replace it. */
export const BROWSER = {
  WebSocket: globalThis.WebSocket,
  random: () => Math.random(),
  now: () => Date.now(),
  setTimeout: (task, delay) => globalThis.setTimeout(task, delay),
  clearTimeout: (timer) => globalThis.clearTimeout(timer),
};
