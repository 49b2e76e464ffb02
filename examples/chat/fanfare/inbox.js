/**
 * Delivers received messages to the page: each message of a channel once, in the order of positions.
 *
 * Each message to a channel has its position or, if it goes to several channels, its position in each.
 * At a gap, the inbox waits a moment, because messages can overtake each other. Then it fetches the
 * missing ones from the archive. If an older change of a row arrives after a newer one, it is dropped.
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
   *     brings messages that are too large for a page
   * @param timers named timers, which end with the connection
   * @param remembered number of messages and rows to remember
   * @param gapWait how long a message waits for earlier ones, in milliseconds
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

  /** Holds new messages of a channel until release() or disconnected(). */
  hold(name) {
    this.#channels.get(name).held = [];
  }

  /** Marks everything up to a position as sent by the server. */
  caughtUp(name, position) {
    this.#channels.get(name)?.advanceTo(position);
  }

  /** Accepts the held messages, unless the channel was left in the meantime. */
  release(name) {
    const channel = this.#channels.get(name);
    const held = channel?.held ?? [];
    if (channel !== undefined) {
      channel.held = null;
    }
    held.forEach(({ position, deliver }) => this.#accept(channel, position, deliver));
  }

  /** Drops held and waiting messages. The server sends them again after the next join. */
  disconnected() {
    this.#envelope = null;
    this.#channels.forEach((channel) => channel.disconnected());
  }

  /** Remembers a message of our own, so that it is never delivered to the page. */
  sent({ id, channel: name, position }) {
    this.#ids.set(id, true);
    const channel = this.#channels.get(name);
    if (channel !== undefined && Number.isSafeInteger(position)) {
      this.#arrived(channel, position, () => {});
    }
  }

  /** Handles a frame that is not a response. */
  receive(frame) {
    if (this.#envelope !== null && this.#follows(frame)) {
      const envelope = this.#envelope;
      this.#envelope = null;
      this.#deliverMissed({ ...envelope, data: frame });
    } else if (frame?.type === "missed") {
      if (frame.data_follows) {
        this.#envelope = frame;
      } else {
        this.#deliverMissed(frame);
      }
    } else if (frame?.type === "error") {
      this.#emit("problem", frame);
    } else {
      this.#deliverLive(frame);
    }
  }

  /** Whether a frame follows its envelope: unlike live messages, it has no position. */
  #follows(frame) {
    return positionsOf(frame).length === 0;
  }

  #deliverLive(frame) {
    const deliver = once(() => this.#deliver(contentOf(frame), { missed: false, ...placeOf(frame) }));
    const places = positionsOf(frame).filter(([name]) => this.#channels.has(name));
    places.forEach(([name, position]) => this.#arrived(this.#channels.get(name), position, deliver));
    if (places.length === 0) {
      deliver();
    }
  }

  #arrived(channel, position, deliver) {
    if (channel.held) {
      channel.held.push({ position, deliver });
    } else {
      this.#accept(channel, position, deliver);
    }
  }

  #accept(channel, position, deliver) {
    channel.accept(position, deliver);
    this.#watchGap(channel);
  }

  /** Runs a timer as long as there is a gap. */
  #watchGap(channel) {
    const timer = `gap ${channel.name}`;
    if (channel.firstWaiting === undefined) {
      this.#timers.cancel(timer);
      channel.attempts = 0;
    } else if (!this.#timers.runs(timer)) {
      this.#timers.set(timer, this.#gapWait, () => this.#fetchMissing(channel));
    }
  }

  /** Fetches missing messages. After several failed attempts, skips them. */
  async #fetchMissing(channel) {
    const until = channel.firstWaiting;
    try {
      await this.#fetchMissingUntil(channel, until);
      channel.advanceTo(until - 1);
    } catch {
      if (++channel.attempts === ATTEMPTS && channel.firstWaiting !== undefined) {
        channel.skip(until - 1);
      }
    }
    if (this.#channels.get(channel.name) === channel && channel.held === null) {
      this.#watchGap(channel);
    }
  }

  async #fetchMissingUntil(channel, until) {
    for (let since = channel.position; since < until - 1; ) {
      const page = await this.#archive.list(channel.name, since, until);
      for (const message of page.messages) {
        if (!("data" in message)) {
          await this.#archive.rejoin(channel.name);
          return;
        }
        if (message.narrowed) {
          // It may not be meant for us. If it is, it still arrives as a push.
          channel.advanceTo(message.position - 1);
          channel.skip(message.position);
        } else {
          this.#deliverMissed({ ...message, channel: channel.name });
        }
      }
      if (page.next === null) {
        return;
      }
      since = page.next;
    }
  }

  #deliverMissed({ channel: name, position, id, sent_at, data }) {
    const about = { missed: true, channel: name, position };
    const channel = this.#channels.get(name);
    channel?.advanceTo(position - 1);
    channel?.accept(position, () => {
      const isOwn = this.connectionId && data?.connection_id === this.connectionId;
      if (!isOwn && !this.#ids.get(id)) {
        this.#deliver(data, data?.type === "message" ? about : { ...about, id, sent_at });
      }
      this.#ids.set(id, true);
    });
  }

  #deliver(data, about) {
    if (this.#isOlder(data)) {
      return;
    }
    if (data?.type === "message") {
      if (!this.#ids.get(data.id)) {
        this.#ids.set(data.id, true);
        this.#emit("message", { ...data, ...about });
      }
    } else if (data?.type === "presence") {
      this.#emitPresence(data, about);
    } else {
      this.#emit("broadcast", { data, ...about });
    }
  }

  /** A notice has a list of events. The archive may hold a notice of an earlier version, which is one event itself. */
  #emitPresence({ events, ...data }, about) {
    for (const event of events ?? [{}]) {
      const detail = { ...data, ...event, ...about };
      if (this.connectionId === null || detail.connection_id !== this.connectionId) {
        this.#emit("presence", detail);
      }
    }
  }

  /** Whether a newer change of the same row has been delivered. */
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
 * them; the message itself can have members of the same name before.
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
  const deliver = () => {
    if (!deliver.done) {
      deliver.done = true;
      task();
    }
  };
  return deliver;
}
