/**
 * A client of Fanfare's sockets: an ES module without dependencies, for any page.
 *
 *   const fanfare = new Fanfare({ url: () => "wss://…/live?token=" + token });
 *   fanfare.addEventListener("message", ({ detail }) => show(detail.from, detail.message));
 *   await fanfare.connect();
 *   await fanfare.join("news");
 *   await fanfare.send("news", { text: "hello" });
 *
 * It keeps one connection: after a loss it waits (exponential back-off with full jitter), connects
 * again, joins its channels again and asks each for what was missed, one channel at a time and no
 * faster than the server allows; what is much comes after the state is "open" again. It pings
 * before the gateway's idle limit and renews the connection before the gateway's two hours are over.
 *
 * A channel's messages come in the order of their positions, each once. If one is missing, those
 * after it wait for `gapWait`; then the missing one is fetched from the archive. Of two changes of
 * one row, an older one that comes later is dropped.
 *
 * Events (CustomEvent; what there is to know is in `detail`):
 *
 *   state      { state, reason?, delay? }  "closed", "connecting", "open", or "waiting" for `delay` ms
 *   message    { channel, position, message, from, connection_id, sent_at, id, missed }
 *   broadcast  { data, missed, channel?, position?, positions?, id?, sent_at? }  from the operator or
 *              a changed row; one to several channels has `positions`, one to users has none
 *   presence   { event, channel, position, user_id, connection_id, at, missed }
 *   left       { channel, error }  a channel that could not be joined again after a reconnect
 *   problem    { error, action, message }  an error that answers no request
 */
import { Inbox } from "./fanfare/inbox.js";
import { FanfareError, Line } from "./fanfare/line.js";
import { BROWSER, DEFAULTS } from "./fanfare/options.js";
import { Timers } from "./fanfare/timers.js";

export { DEFAULTS, FanfareError };

/** Messages that one request brings from the archive, at most. */
const ARCHIVE_PAGE = 100;

/** Errors that say nothing about the channel, only about the moment. */
const PASSING = ["disconnected", "timeout", "slow_down", "gateway_error"];

export class Fanfare extends EventTarget {
  #address;
  #options;
  #env;
  #inbox;
  #state = "closed";
  #line = null;
  /** Settles when the socket before has closed: there are never two. */
  #lastLineClosed = Promise.resolve();
  /** Raised when a connection begins or ends, so that who awaited something can tell. */
  #generation = 0;
  #failures = 0;
  #openedAt = null;
  #timers;
  #waiters = [];

  /**
   * @param url the socket's address with the client's credentials; or a function, which may be
   *     async, that is asked again before each connection (tokens expire)
   * @param environment WebSocket, random, now, setTimeout, clearTimeout; the browser's by default
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

  /** The channels that are joined, and joined again after a loss. */
  get channels() {
    return this.#inbox.channels;
  }

  /** Connects, trying until it succeeds; the promise fails only when close() is called. */
  connect() {
    const connected = this.#whenOpen();
    if (this.#state === "closed") {
      this.#open();
    }
    return connected;
  }

  /** Connects anew, with a new address; settles when all channels are joined again. */
  reconnect() {
    this.#hangUp("reconnecting");
    this.#state = "connecting";
    const connected = this.#whenOpen();
    this.#open();
    return connected;
  }

  /** For a page that wakes up, or a network that is back: ends a wait, or tries the connection. */
  check() {
    if (this.#state === "waiting") {
      this.#open();
    } else if (this.#state === "open") {
      this.#ping();
    }
  }

  /** Ends the connection; the channels are kept for the next connect(). */
  close() {
    this.#hangUp("closed");
    this.#become("closed", {});
    const closed = new FanfareError("closed", "the client was closed");
    this.#waiters.splice(0).forEach(({ reject }) => reject(closed));
  }

  /**
   * Joins a channel, now and after every reconnect.
   *
   * @param since a position, or an ISO 8601 instant: what was sent after it comes first
   * @returns the server's answer: channel, connection_id, position
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
   * Sends any JSON to all others in a channel.
   *
   * @returns the server's answer: channel, id. If the connection is lost before it comes (code
   *     "disconnected"), the message may have been sent; then it comes back when catching up.
   */
  async send(name, message) {
    const sent = await this.request("sendmessage", { channel: name, message });
    this.#inbox.sent(sent);
    return sent;
  }

  /** A page of members: { members, next }; `after` is the `next` of the page before. */
  members(name, { limit, after } = {}) {
    return this.request("listmembers", { channel: name, limit, after });
  }

  async count(name) {
    return (await this.request("countmembers", { channel: name })).members;
  }

  /** A page of a channel's archive: { messages, next }. */
  messages(name, { since, before, limit } = {}) {
    return this.request("listmessages", { channel: name, since, before, limit });
  }

  /**
   * Any action of the server; settles with its answer, or fails with a FanfareError. What API Gateway
   * throttles is asked again by itself: no function has seen it.
   */
  async request(action, fields = {}) {
    this.#requireOpen();
    return this.#line.ask(action, fields, this.#options.requestTimeout);
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
    opened.catch(() => {}); // Who does not wait for it need not handle its failure.
    return opened;
  }

  async #open() {
    const generation = ++this.#generation;
    const isCurrent = () => generation === this.#generation;
    this.#timers.cancel("retry");
    this.#become("connecting", {});
    this.#giveTime(0);
    try {
      const url = await this.#address();
      await this.#lastLineClosed;
      if (!isCurrent()) {
        return;
      }
      this.#line = this.#newLine();
      await this.#line.dial(url);
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

  /** While connecting: the attempt fails when nothing has come for so long. */
  #giveTime(pause) {
    if (this.#state === "connecting") {
      const { openTimeout } = this.#options;
      this.#timers.set("open", pause + openTimeout, () => this.#lost("it took too long"));
    }
  }

  #newLine() {
    return new Line(
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
    this.#become("open", {});
    this.#waiters.splice(0).forEach(({ resolve }) => resolve());
  }

  /** The connection failed, or could not be made: again, after a while. */
  #lost(reason) {
    this.#hangUp(reason);
    const { backOffBase, backOffCap } = this.#options;
    const longest = Math.min(backOffCap, backOffBase * 2 ** this.#failures++);
    const delay = Math.round(this.#env.random() * longest);
    this.#timers.set("retry", delay, () => this.#open());
    this.#become("waiting", { reason, delay });
  }

  /** From now on nothing is heard from the present connection, whatever state it is in. */
  #hangUp(reason) {
    this.#generation++;
    if (this.#openedAt !== null && this.#env.now() - this.#openedAt >= this.#options.stableAfter) {
      this.#failures = 0;
    }
    this.#openedAt = null;
    this.#timers.cancelAll();
    this.#inbox.interrupted();
    if (this.#line !== null) {
      this.#lastLineClosed = this.#line.hangUp(reason, this.#options.closeTimeout);
      this.#line = null;
    }
  }

  /** A planned break interrupts no request. */
  #renew() {
    if (this.#line.waiting > 0) {
      this.#timers.set("renew", 1_000, () => this.#renew());
    } else {
      this.reconnect();
    }
  }

  /** As rarely as the idle limit allows: each ping costs two messages of the account's rate. */
  #pingLater() {
    const { pingEvery, pingSpread } = this.#options;
    this.#timers.set("ping", pingEvery - this.#env.random() * pingSpread, () => this.#ping());
  }

  async #ping() {
    const generation = this.#generation;
    this.#pingLater();
    try {
      await this.#line.ask("ping", {}, this.#options.pingTimeout);
    } catch (error) {
      if (generation === this.#generation && error.code === "timeout") {
        this.#lost(error.message);
      } // Any other answer is a sign of life.
    }
  }

  /**
   * Joins and catches up: one answer brings so much at most, the next goes on where it ended.
   *
   * @param begun called when the channel is joined, and some of what was missed is still to come
   */
  async #join(name, begun = () => {}) {
    this.#inbox.hold(name);
    try {
      let joined = await this.#joinWhenAllowed(name, 0);
      while (joined.truncated) {
        begun();
        joined = await this.#joinWhenAllowed(name, joined.retry_after_ms ?? 0);
      }
      return joined;
    } finally {
      this.#inbox.release(name);
    }
  }

  /** A connection may catch up with one channel at a time: the others wait, for the pause too. */
  #joinWhenAllowed(name, pause) {
    const line = this.#line;
    const join = () => this.#joinAfter(line, name, pause);
    const catchesUp = this.#inbox.has(name) && this.#inbox.catchUpFrom(name) !== undefined;
    return catchesUp ? line.inTurn(join) : join();
  }

  async #joinAfter(line, name, pause) {
    for (;;) {
      this.#giveTime(pause);
      if (pause > 0) {
        await line.pause(pause);
      }
      if (!this.#inbox.has(name)) {
        throw new FanfareError("left", `the channel ${name} was left meanwhile`);
      }
      try {
        return await this.#joinFrom(line, name, this.#inbox.catchUpFrom(name));
      } catch (error) {
        if (error.code !== "slow_down" || !error.retryAfter) {
          throw error;
        }
        pause = error.retryAfter;
      }
    }
  }

  async #joinFrom(line, name, since) {
    const { requestTimeout } = this.#options;
    const joined = await line.ask("joinchannel", { channel: name, since }, requestTimeout);
    this.#inbox.connectionId = joined.connection_id;
    this.#inbox.reached(name, joined.truncated ? joined.next : joined.position);
    return joined;
  }

  /** Settles when the channel is joined; if much was missed, the rest comes while the page goes on. */
  #joinAgain(name) {
    const generation = this.#generation;
    return new Promise((resolve, reject) => {
      this.#join(name, resolve).then(resolve, (error) => {
        if (PASSING.includes(error.code)) {
          reject(error);
          if (generation === this.#generation) {
            this.#lost(error.message); // So this attempt has failed, and the next one joins again.
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

  #become(state, about) {
    this.#state = state;
    this.#emit("state", { state, ...about });
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
