/** What a page may set of a Fanfare client, and what only a test sets. */

const MINUTE = 60_000;

/** All times in milliseconds. */
export const DEFAULTS = Object.freeze({
  /** An unanswered request fails after this; the gateway itself gives up after 29 seconds. */
  requestTimeout: 30_000,
  /** Address and handshake, and then each answer to joining again; after this the attempt has failed. */
  openTimeout: 45_000,
  /** The gateway closes a connection that was silent for 10 minutes. */
  pingEvery: 9 * MINUTE,
  /** At random so much earlier, lest all pages of a site ping together. */
  pingSpread: MINUTE,
  /** A ping that is not answered within this tells that the connection is dead. */
  pingTimeout: 10_000,
  /** The gateway closes every connection after 2 hours. */
  renewAfter: 110 * MINUTE,
  /** At random so much earlier, lest all pages of a site reconnect together. */
  renewSpread: 20 * MINUTE,
  /**
   * The n-th attempt waits a random time between 0 and backOffBase * 2^n, at most backOffCap. A request
   * that the gateway throttles waits at least half of the longest time.
   */
  backOffBase: 500,
  backOffCap: 30_000,
  /** A connection that lived this long was good: the next back-off begins anew. */
  stableAfter: 10_000,
  /** How long the old socket is given to close before the next one is opened. */
  closeTimeout: 3_000,
  /** A message waits so long for those before it; then they are fetched from the archive. */
  gapWait: 1_000,
  /** So many messages and changed rows are remembered, to tell what comes twice or too late. */
  remembered: 5_000,
});

/** What a page need not give, but a test does. */
export const BROWSER = {
  WebSocket: globalThis.WebSocket,
  random: () => Math.random(),
  now: () => Date.now(),
  setTimeout: (task, delay) => globalThis.setTimeout(task, delay),
  clearTimeout: (timer) => globalThis.clearTimeout(timer),
};
