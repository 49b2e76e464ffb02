/**
 * Hands what arrives to the page: a channel's messages in the order of their positions, each once.
 *
 * Every message to a channel tells its position, or, if it goes to several channels, its position in
 * each. After a gap, the inbox waits a little, since messages may overtake each other; then it
 * fetches what is missing from the archive. Of two changes of one row, the older is dropped.
 */
import { Channel } from "./channel.js";

const ATTEMPTS = 3;

/** Remembers so many keys; the oldest is forgotten first. */
class Recent {
  #values = new Map();
  #capacity;

  constructor(capacity) {
    this.#capacity = capacity;
  }

  get(key) {
    return this.#values.get(key);
  }

  set(key, value) {
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size > this.#capacity) {
      this.#values.delete(this.#values.keys().next().value);
    }
  }
}

export class Inbox {
  #channels = new Map();
  #ids;
  #rows;
  #emit;
  #archive;
  #timers;
  #gapWait;
  /** The envelope of a missed message that was too large for both; it comes next by itself. */
  #envelope = null;
  /** Our own connection: notices about it are not for us. */
  connectionId = null;

  /**
   * @param emit called with an event's name and detail
   * @param archive list(channel, since, before) answers a page of messages; rejoin(channel) joins
   *     again, which brings messages that are too large for such a page
   * @param timers by name; they end with the connection
   * @param remembered how many messages and rows are remembered
   * @param gapWait milliseconds; how long a message waits for those before it
   */
  constructor(emit, archive, timers, { remembered, gapWait }) {
    this.#emit = emit;
    this.#archive = archive;
    this.#timers = timers;
    this.#gapWait = gapWait;
    this.#ids = new Recent(remembered);
    this.#rows = new Recent(remembered);
  }

  get channels() {
    return [...this.#channels.keys()];
  }

  has(name) {
    return this.#channels.has(name);
  }

  add(name, since) {
    this.#channels.set(name, new Channel(name, since));
  }

  remove(name) {
    this.#timers.cancel(`gap ${name}`);
    this.#channels.delete(name);
  }

  /** Where a channel goes on: a position, or what the page asked for; undefined for its end. */
  catchUpFrom(name) {
    return this.#channels.get(name).from;
  }

  /** From now on the channel's new messages wait until release() or interrupted(). */
  hold(name) {
    this.#channels.get(name).held = [];
  }

  /** The server has told everything up to a position. */
  reached(name, position) {
    this.#channels.get(name)?.pass(position);
  }

  /** Takes what was held; nothing, if the channel was left meanwhile. */
  release(name) {
    const channel = this.#channels.get(name);
    const held = channel?.held ?? [];
    if (channel !== undefined) {
      channel.held = null;
    }
    held.forEach(({ position, hand }) => this.#take(channel, position, hand));
  }

  /** What is held, or waits for others, comes again when the channel is joined again. */
  interrupted() {
    this.#envelope = null;
    this.#channels.forEach((channel) => channel.interrupted());
  }

  /** Our own message is not told to us: neither now, nor when we catch up. */
  sent({ id, channel: name, position }) {
    this.#ids.set(id, true);
    const channel = this.#channels.get(name);
    if (channel !== undefined && Number.isSafeInteger(position)) {
      this.#arrived(channel, position, () => {});
    }
  }

  /** A frame that answers no request. */
  receive(frame) {
    if (this.#envelope !== null && this.#follows(frame)) {
      const envelope = this.#envelope;
      this.#envelope = null;
      this.#missed({ ...envelope, data: frame });
    } else if (frame?.type === "missed") {
      if (frame.data_follows) {
        this.#envelope = frame;
      } else {
        this.#missed(frame);
      }
    } else if (frame?.type === "error") {
      this.#emit("problem", frame);
    } else {
      this.#live(frame);
    }
  }

  /** Live messages tell a position; what follows its envelope comes as the archive has it. */
  #follows(frame) {
    return positionsOf(frame).length === 0;
  }

  #live(frame) {
    const hand = once(() => this.#hand(contentOf(frame), { missed: false, ...placeOf(frame) }));
    const places = positionsOf(frame).filter(([name]) => this.#channels.has(name));
    places.forEach(([name, position]) => this.#arrived(this.#channels.get(name), position, hand));
    if (places.length === 0) {
      hand();
    }
  }

  #arrived(channel, position, hand) {
    if (channel.held) {
      channel.held.push({ position, hand });
    } else {
      this.#take(channel, position, hand);
    }
  }

  #take(channel, position, hand) {
    channel.take(position, hand);
    this.#watch(channel);
  }

  /** After a gap, a timer runs; it ends when the gap is closed. */
  #watch(channel) {
    const timer = `gap ${channel.name}`;
    if (channel.firstWaiting === undefined) {
      this.#timers.cancel(timer);
      channel.attempts = 0;
    } else if (!this.#timers.runs(timer)) {
      this.#timers.set(timer, this.#gapWait, () => this.#fetch(channel));
    }
  }

  /** Fetches what is missing; what cannot be fetched is passed over in the end. */
  async #fetch(channel) {
    const until = channel.firstWaiting;
    try {
      await this.#fetchUntil(channel, until);
      channel.pass(until - 1);
    } catch {
      if (++channel.attempts === ATTEMPTS && channel.firstWaiting !== undefined) {
        channel.skip(until - 1);
      }
    }
    if (this.#channels.get(channel.name) === channel && channel.held === null) {
      this.#watch(channel);
    }
  }

  async #fetchUntil(channel, until) {
    for (let since = channel.position; since < until - 1; ) {
      const page = await this.#archive.list(channel.name, since, until);
      for (const message of page.messages) {
        if (!("data" in message)) {
          await this.#archive.rejoin(channel.name);
          return;
        }
        if (message.narrowed) {
          // It was perhaps not meant for us; if it was, its push will come.
          channel.pass(message.position - 1);
          channel.skip(message.position);
        } else {
          this.#missed({ ...message, channel: channel.name });
        }
      }
      if (page.next === null) {
        return;
      }
      since = page.next;
    }
  }

  #missed({ channel: name, position, id, sent_at, data }) {
    const about = { missed: true, channel: name, position };
    const channel = this.#channels.get(name);
    channel?.pass(position - 1);
    channel?.take(position, () => {
      const isOwn = this.connectionId && data?.connection_id === this.connectionId;
      if (!isOwn && !this.#ids.get(id)) {
        this.#hand(data, data?.type === "message" ? about : { ...about, id, sent_at });
      }
      this.#ids.set(id, true);
    });
  }

  #hand(data, about) {
    if (this.#isOlder(data)) {
      return;
    }
    if (data?.type === "message") {
      if (!this.#ids.get(data.id)) {
        this.#ids.set(data.id, true);
        this.#emit("message", { ...data, ...about });
      }
    } else if (data?.type === "presence") {
      this.#notice(data, about);
    } else {
      this.#emit("broadcast", { data, ...about });
    }
  }

  /** A notice tells of several; one of an earlier version, which the archive may hold, of one. */
  #notice({ events, ...data }, about) {
    for (const event of events ?? [{}]) {
      const told = { ...data, ...event, ...about };
      if (this.connectionId === null || told.connection_id !== this.connectionId) {
        this.#emit("presence", told);
      }
    }
  }

  /** Whether a newer change of the same row has been handed over. */
  #isOlder(data) {
    if (!/^\d+$/.test(data?.sequence_number) || typeof data.keys !== "object") {
      return false;
    }
    const row = JSON.stringify([data.table, Object.entries(data.keys ?? {}).sort()]);
    const number = BigInt(data.sequence_number);
    const isOlder = number <= (this.#rows.get(row) ?? -1n);
    if (!isOlder) {
      this.#rows.set(row, number);
    }
    return isOlder;
  }
}

/**
 * The channels and positions that a frame tells. They are its last members: the server appends them,
 * and the message may have others of these names before.
 */
function positionsOf(frame) {
  const last = frame !== null && typeof frame === "object" ? Object.keys(frame).at(-1) : undefined;
  const positions =
    last === "positions" && !Array.isArray(frame.positions)
      ? Object.entries(frame.positions ?? {})
      : last === "position"
        ? [[frame.channel, frame.position]]
        : [];
  return positions.filter(([name, position]) => typeof name === "string" && Number.isSafeInteger(position));
}

/** Where a message stands, for the page; nothing of one that goes to no channel. */
function placeOf(frame) {
  const positions = positionsOf(frame);
  if (positions.length === 1) {
    return { channel: positions[0][0], position: positions[0][1] };
  }
  return positions.length > 1 ? { positions: Object.fromEntries(positions) } : {};
}

/** What is no object comes wrapped, so that it can tell its position. */
function contentOf(frame) {
  const isWrapped = frame?.type === "broadcast" && "data" in frame && positionsOf(frame).length > 0;
  return isWrapped ? frame.data : frame;
}

function once(task) {
  const hand = () => {
    if (!hand.done) {
      hand.done = true;
      task();
    }
  };
  return hand;
}
