/**
 * Passes received messages to the page: each message of a channel once, in the order of positions.
 *
 * Each message to a channel has its position or, if it goes to several channels, its position in each.
 *  * After a gap, the inbox waits a little, because messages can overtake each other. Then it fetches the
 *  * missing ones from the archive. If an older change of a row arrives after a newer one, it is dropped.
 */
import { Channel } from "./channel.js";

const ATTEMPTS = 3;

/** A map with limited capacity, which drops the oldest entry first. */
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
  /** The envelope of a missed message that is too large for one frame. The message follows in the next frame. */
  #envelope = null;
  /** Id of our own connection. Notices about it are ignored. */
  connectionId = null;

  /**
   * @param emit called with the name and the detail of an event
   * @param archive list(channel, since, before) returns a page of messages; rejoin(channel) joins again, which
 *    *     brings messages that are too large for a page
   * @param timers named timers, which end with the connection
   * @param remembered number of messages and rows to remember
   * @param gapWait how long a message waits for missing ones before it, in milliseconds
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

  /** Returns where to catch up: a position, or the start that the page wants; undefined for the end. */
  catchUpFrom(name) {
    return this.#channels.get(name).from;
  }

  /** Holds new messages of a channel until release() or interrupted(). */
  hold(name) {
    this.#channels.get(name).held = [];
  }

  /** Notes that the server has sent everything up to a position. */
  reached(name, position) {
    this.#channels.get(name)?.pass(position);
  }

  /** Takes the held messages, unless the channel was left in the meantime. */
  release(name) {
    const channel = this.#channels.get(name);
    const held = channel?.held ?? [];
    if (channel !== undefined) {
      channel.held = null;
    }
    held.forEach(({ position, hand }) => this.#take(channel, position, hand));
  }

  /** Forgets held and waiting messages. They come again when the channel is joined again. */
  interrupted() {
    this.#envelope = null;
    this.#channels.forEach((channel) => channel.interrupted());
  }

  /** Notes our own message, so that it is not passed to the page, now or when catching up. */
  sent({ id, channel: name, position }) {
    this.#ids.set(id, true);
    const channel = this.#channels.get(name);
    if (channel !== undefined && Number.isSafeInteger(position)) {
      this.#arrived(channel, position, () => {});
    }
  }

  /** Takes a frame that is not a response. */
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

  /** Whether a frame follows its envelope: unlike live messages, it has no position. */
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

  /** Runs a timer while there is a gap. */
  #watch(channel) {
    const timer = `gap ${channel.name}`;
    if (channel.firstWaiting === undefined) {
      this.#timers.cancel(timer);
      channel.attempts = 0;
    } else if (!this.#timers.runs(timer)) {
      this.#timers.set(timer, this.#gapWait, () => this.#fetch(channel));
    }
  }

  /** Fetches missing messages. After several failed attempts, skips them. */
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
          // It may not be meant for us. If it is, it still arrives as a push.
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

  /** A notice has several events. One of an earlier version, which the archive may have, has only one. */
  #notice({ events, ...data }, about) {
    for (const event of events ?? [{}]) {
      const detail = { ...data, ...event, ...about };
      if (this.connectionId === null || detail.connection_id !== this.connectionId) {
        this.#emit("presence", detail);
      }
    }
  }

  /** Whether a newer change of the same row has been passed to the page. */
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
 * Returns the channels and positions of a frame. They are its last members, because the server appends
 *  * them; the message itself can have members of the same name before.
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

/** Returns the place of a message for the page; an empty object if it goes to no channel. */
function placeOf(frame) {
  const positions = positionsOf(frame);
  if (positions.length === 1) {
    return { channel: positions[0][0], position: positions[0][1] };
  }
  return positions.length > 1 ? { positions: Object.fromEntries(positions) } : {};
}

/** Returns the content of a frame. The server wraps content that is not an object, to add the position. */
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
