/**
 * A client for Fanfare's WebSocket API: an ES module without dependencies, for any page.
 *
 *   const fanfare = new Fanfare({ url: () => "wss://…/live?token=" + token });
 *   fanfare.addEventListener("message", ({ detail }) => show(detail.from, detail.message));
 *   await fanfare.connect();
 *   await fanfare.join("news");
 *   await fanfare.send("news", { text: "hello" });
 *
 * It keeps one connection. After a loss it waits (exponential back-off with full jitter), connects and joins
 * its channels again, and fetches missed messages of one channel at a time, no faster than the server
 * allows. If many were missed, the rest arrives after the state is "open" again. It pings before the idle
 * timeout of the gateway, and renews the connection before the gateway's limit of two hours.
 *
 * Each message of a channel arrives once, in the order of positions. If one is missing, later ones wait
 * for `gapWait`; then the client fetches the missing one from the archive. If an older change of a row
 * arrives after a newer one, it is dropped.
 *
 * Events (CustomEvent; the data is in `detail`):
 *
 *   state      { state, reason?, delay? }  "closed", "connecting", "open", or "waiting" for `delay` ms
 *   message    { channel, position, message, from, connection_id, sent_at, id, missed }
 *   broadcast  { data, missed, channel?, position?, positions?, id?, sent_at? }  from the operator or
 *              a changed row. `positions` if it went to several channels; neither if it went to users
 *   presence   { event, channel, position, user_id, connection_id, at, missed }
 *   left       { channel, error }  a channel that could not be joined again after a reconnect
 *   problem    { error, action, message }  an error without a request
 */
import { Inbox } from "./fanfare/inbox.js";
import { Connection, FanfareError } from "./fanfare/connection.js";
import { BROWSER, DEFAULTS } from "./fanfare/options.js";
import { Timers } from "./fanfare/timers.js";

export { DEFAULTS, FanfareError };

/** Maximum number of messages in one page of the archive. */
const ARCHIVE_PAGE = 100;

/** Temporary errors, which do not depend on the channel. */
const TEMPORARY = ["disconnected", "timeout", "slow_down", "gateway_error"];

export class Fanfare extends EventTarget {
  #address;
  #options;
  #env;
  #inbox;
  #state = "closed";
  #connection = null;
  /** Settles when the previous socket has closed. The next one opens after that, so there are never two. */
  #lastSocketClosed = Promise.resolve();
  /** Incremented when a connection begins or ends. Asynchronous code compares it to detect that. */
  #generation = 0;
  #failures = 0;
  #openedAt = null;
  #timers;
  #waiters = [];

  /**
   * @param url the URL of the WebSocket API with the client's credentials, or a function that returns it; the
   *     function may be async and is called before each connection, because tokens expire
   * @param environment WebSocket, random, now, setTimeout, clearTimeout; those of the browser by default
   * @param options any of DEFAULTS
   */
  constructor({ url, environment = {}, ...options }) {
    super();
    const unknown = Object.keys(options).filter((name) => !(name in DEFAULTS));
    if (unknown.length > 0) {
      throw new TypeError(`unknown: ${unknown}; the options are ${Object.keys(DEFAULTS)}`);
    }
    this.#address = typeof url === "function" ? url : () => url;
    this.#options = { ...DEFAULTS, ...options };
    this.#env = { ...BROWSER, ...environment };
    this.#timers = new Timers(this.#env);
    const archive = {
      list: (channel, since, before) =>
        this.request("listmessages", { channel, since, before, limit: ARCHIVE_PAGE }),
      rejoin: (name) => this.#join(name),
    };
    const emit = (name, detail) => this.#emit(name, detail);
    this.#inbox = new Inbox(emit, archive, this.#timers, this.#options);
  }

  get state() {
    return this.#state;
  }

  /** The joined channels. They are joined again after a loss. */
  get channels() {
    return this.#inbox.channels;
  }

  /** Connects, and retries until it succeeds. The promise fails only if close() is called. */
  connect() {
    const connected = this.#whenOpen();
    if (this.#state === "closed") {
      this.#open();
    }
    return connected;
  }

  /** Replaces the connection, with a new URL. Settles when all channels are joined again. */
  reconnect() {
    this.#disconnect("reconnecting");
    this.#state = "connecting";
    const connected = this.#whenOpen();
    this.#open();
    return connected;
  }

  /** Ends a wait for the next attempt, or checks an open connection. Call it when the page wakes up or the network is back. */
  check() {
    if (this.#state === "waiting") {
      this.#open();
    } else if (this.#state === "open") {
      this.#ping();
    }
  }

  /** Closes the connection. The channels are kept for the next connect(). */
  close() {
    this.#disconnect("closed");
    this.#setState("closed", {});
    const closed = new FanfareError("closed", "the client was closed");
    this.#waiters.splice(0).forEach(({ reject }) => reject(closed));
  }

  /**
   * Joins a channel now and after each reconnect.
   *
   * @param since a position or an ISO 8601 instant: messages sent after it arrive first
   * @returns the server's response: channel, connection_id, position
   */
  async join(name, { since } = {}) {
    this.#requireOpen();
    const isNew = !this.#inbox.has(name);
    if (isNew) {
      this.#inbox.add(name, since);
    }
    try {
      return await this.#join(name);
    } catch (error) {
      if (isNew) {
        this.#inbox.remove(name);
      }
      throw error;
    }
  }

  async leave(name) {
    this.#inbox.remove(name);
    return this.request("leavechannel", { channel: name });
  }

  /**
   * Sends any JSON to all other members of a channel.
   *
   * @returns the server's response: channel, id. If the connection is lost before the response (code
   *     "disconnected"), the message may have been sent; if so, it arrives when the client catches up.
   */
  async send(name, message) {
    const sent = await this.request("sendmessage", { channel: name, message });
    this.#inbox.sent(sent);
    return sent;
  }

  /** Returns a page of members: { members, next }; `after` is the `next` of the previous page. */
  members(name, { limit, after } = {}) {
    return this.request("listmembers", { channel: name, limit, after });
  }

  async count(name) {
    return (await this.request("countmembers", { channel: name })).members;
  }

  /** Returns a page of a channel's archive: { messages, next }. */
  messages(name, { since, before, limit } = {}) {
    return this.request("listmessages", { channel: name, since, before, limit });
  }

  /**
   * Calls any action of the server. Settles with its response, or fails with a FanfareError. Requests that
   * API Gateway throttles are repeated automatically, because no function has received them.
   */
  async request(action, fields = {}) {
    this.#requireOpen();
    return this.#connection.request(action, fields, this.#options.requestTimeout);
  }

  #requireOpen() {
    if (this.#state !== "open") {
      throw new FanfareError("disconnected", "there is no connection at the moment");
    }
  }

  #whenOpen() {
    if (this.#state === "open") {
      return Promise.resolve();
    }
    const opened = new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }));
    opened.catch(() => {}); // Prevents an unhandled rejection if the caller ignores the promise.
    return opened;
  }

  async #open() {
    const generation = ++this.#generation;
    const isCurrent = () => generation === this.#generation;
    this.#timers.cancel("retry");
    this.#setState("connecting", {});
    this.#extendTimeout(0);
    try {
      const url = await this.#address();
      await this.#lastSocketClosed;
      if (!isCurrent()) {
        return;
      }
      this.#connection = this.#newConnection();
      await this.#connection.open(url);
      await Promise.all(this.#inbox.channels.map((name) => this.#joinAgain(name)));
    } catch (error) {
      if (isCurrent()) {
        this.#lost(error.message);
      }
      return;
    }
    if (isCurrent()) {
      this.#opened();
    }
  }

  /** While connecting, restarts the timeout after which the attempt fails. */
  #extendTimeout(pause) {
    if (this.#state === "connecting") {
      const { openTimeout } = this.#options;
      this.#timers.set("open", pause + openTimeout, () => this.#lost("timeout"));
    }
  }

  #newConnection() {
    return new Connection(
      this.#env,
      this.#options,
      (frame) => this.#inbox.receive(frame),
      (error) => this.#lost(error.message),
    );
  }

  #opened() {
    const { renewAfter, renewSpread } = this.#options;
    this.#timers.cancel("open");
    this.#openedAt = this.#env.now();
    this.#pingLater();
    this.#timers.set("renew", renewAfter - this.#env.random() * renewSpread, () => this.#renew());
    this.#setState("open", {});
    this.#waiters.splice(0).forEach(({ resolve }) => resolve());
  }

  /** Handles a failed or lost connection: waits, then connects again. */
  #lost(reason) {
    this.#disconnect(reason);
    const { backOffBase, backOffCap } = this.#options;
    const maxDelay = Math.min(backOffCap, backOffBase * 2 ** this.#failures++);
    const delay = Math.round(this.#env.random() * maxDelay);
    this.#timers.set("retry", delay, () => this.#open());
    this.#setState("waiting", { reason, delay });
  }

  /** Ends the current connection in any state, and ignores its later events. */
  #disconnect(reason) {
    this.#generation++;
    if (this.#openedAt !== null && this.#env.now() - this.#openedAt >= this.#options.stableAfter) {
      this.#failures = 0;
    }
    this.#openedAt = null;
    this.#timers.cancelAll();
    this.#inbox.disconnected();
    if (this.#connection !== null) {
      this.#lastSocketClosed = this.#connection.close(reason, this.#options.closeTimeout);
      this.#connection = null;
    }
  }

  /** Renews the connection when no request is open. */
  #renew() {
    if (this.#connection.waiting > 0) {
      this.#timers.set("renew", 1_000, () => this.#renew());
    } else {
      this.reconnect();
    }
  }

  /** Schedules the next ping. Pings are as rare as the idle timeout allows, because each costs two messages. */
  #pingLater() {
    const { pingEvery, pingSpread } = this.#options;
    this.#timers.set("ping", pingEvery - this.#env.random() * pingSpread, () => this.#ping());
  }

  async #ping() {
    const generation = this.#generation;
    this.#pingLater();
    try {
      await this.#connection.request("ping", {}, this.#options.pingTimeout);
    } catch (error) {
      if (generation === this.#generation && error.code === "timeout") {
        this.#lost(error.message);
      } // Any other error is a response: the connection is alive.
    }
  }

  /**
   * Joins and catches up. Each request delivers a limited number of messages, and the next one continues there.
   *
   * @param onJoined called when the channel is joined but missed messages remain
   */
  async #join(name, onJoined = () => {}) {
    this.#inbox.hold(name);
    try {
      let joined = await this.#joinWhenAllowed(name, 0);
      while (joined.truncated) {
        onJoined();
        joined = await this.#joinWhenAllowed(name, joined.retry_after_ms ?? 0);
      }
      return joined;
    } finally {
      this.#inbox.release(name);
    }
  }

  /** Joins a channel. A connection catches up with one channel at a time. The other channels wait, even during its pauses. */
  #joinWhenAllowed(name, pause) {
    const connection = this.#connection;
    const join = () => this.#joinAfter(connection, name, pause);
    const isCatchingUp = this.#inbox.has(name) && this.#inbox.catchUpFrom(name) !== undefined;
    return isCatchingUp ? connection.enqueue(join) : join();
  }

  async #joinAfter(connection, name, pause) {
    for (;;) {
      this.#extendTimeout(pause);
      if (pause > 0) {
        await connection.pause(pause);
      }
      if (!this.#inbox.has(name)) {
        throw new FanfareError("left", `the channel ${name} was left in the meantime`);
      }
      try {
        return await this.#joinFrom(connection, name, this.#inbox.catchUpFrom(name));
      } catch (error) {
        if (error.code !== "slow_down" || !error.retryAfter) {
          throw error;
        }
        pause = error.retryAfter;
      }
    }
  }

  async #joinFrom(connection, name, since) {
    const { requestTimeout } = this.#options;
    const joined = await connection.request("joinchannel", { channel: name, since }, requestTimeout);
    this.#inbox.connectionId = joined.connection_id;
    this.#inbox.caughtUp(name, joined.truncated ? joined.next : joined.position);
    return joined;
  }

  /** Settles when the channel is joined. If many messages were missed, the rest arrives later. */
  #joinAgain(name) {
    const generation = this.#generation;
    return new Promise((resolve, reject) => {
      this.#join(name, resolve).then(resolve, (error) => {
        if (TEMPORARY.includes(error.code)) {
          reject(error);
          if (generation === this.#generation) {
            this.#lost(error.message); // This attempt has failed. The next one joins again.
          }
        } else {
          if (this.#inbox.has(name)) {
            this.#inbox.remove(name);
            this.#emit("left", { channel: name, error });
          }
          resolve();
        }
      });
    });
  }

  #setState(state, details) {
    this.#state = state;
    this.#emit("state", { state, ...details });
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
