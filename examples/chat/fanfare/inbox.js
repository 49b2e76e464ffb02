/**
 * Puts what arrives in order and takes out what comes twice.
 *
 * A live message tells its id, but not its position in the channel's archive; a missed one tells
 * both; a live broadcast of the operator tells neither, since it is the operator's JSON and nothing
 * else. So a channel catches up from the last *position* it knows, and what came live since then is
 * recognised: messages by their id, broadcasts by their text.
 */

/** The last so many keys, each with how often it came; the oldest is forgotten first. */
class Recent {
  #times = new Map();
  #capacity;
  /** How many there were, the forgotten included. */
  count = 0;

  constructor(capacity) {
    this.#capacity = capacity;
  }

  has(key) {
    return this.#times.has(key);
  }

  add(key) {
    this.#times.set(key, (this.#times.get(key) ?? 0) + 1);
    this.count++;
    if (this.#times.size > this.#capacity) {
      this.#times.delete(this.#times.keys().next().value);
    }
  }

  /** Takes one of a key away; false if there is none. */
  take(key) {
    const times = this.#times.get(key);
    if (times > 1) {
      this.#times.set(key, times - 1);
    } else {
      this.#times.delete(key);
    }
    return times !== undefined;
  }

  clear() {
    this.#times.clear();
  }
}

/** A joined channel, and how far it is known. */
class Channel {
  /** The last position that is known to be received, or what the page asked to begin with. */
  since;
  /** What `ids` had counted then. */
  countAtSince = 0;
  /** When the newest live message after it was sent, by the server's clock; 0 if there was none. */
  newest = 0;
  /** While the channel is being joined: what is new, to be told after what was missed. */
  held = null;

  constructor(name, since) {
    this.name = name;
    this.since = since;
  }

  reached(position, count) {
    if (typeof this.since !== "number" || position >= this.since) {
      this.since = position;
      this.countAtSince = count;
      this.newest = 0;
    }
  }
}

export class Inbox {
  #channels = new Map();
  #ids;
  #broadcasts;
  #capacity;
  #overlap;
  #emit;
  /** The envelope of a missed message that was too large for both; it comes next by itself. */
  #envelope = null;

  /**
   * @param emit called with an event's name and detail
   * @param remembered how many messages are remembered
   * @param overlap milliseconds; see catchUpFrom
   */
  constructor(emit, { remembered, overlap }) {
    this.#emit = emit;
    this.#capacity = remembered;
    this.#overlap = overlap;
    this.#ids = new Recent(remembered);
    this.#broadcasts = new Recent(remembered);
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
    this.#channels.delete(name);
  }

  /**
   * Where a channel goes on: a position, which is exact. After more messages than are remembered,
   * a time a little before the newest; what is told again by that is still remembered.
   */
  catchUpFrom(name) {
    const { since, newest, countAtSince } = this.#channels.get(name);
    const forgotten = newest > 0 && this.#ids.count - countAtSince > this.#capacity;
    return forgotten ? new Date(newest - this.#overlap).toISOString() : since;
  }

  /** From now on the channel's new messages wait until release() or interrupted(). */
  hold(name) {
    this.#channels.get(name).held = [];
  }

  /** The server has told everything up to a position. */
  reached(name, position) {
    this.#channels.get(name)?.reached(position, this.#ids.count);
  }

  /** Tells what was held; nothing, if the channel was left meanwhile. */
  release(name) {
    const channel = this.#channels.get(name);
    const held = channel?.held ?? [];
    if (channel !== undefined) {
      channel.held = null;
    }
    held.forEach((message) => this.#message(message, { missed: false }));
  }

  /** What is held comes again when the channel is joined again. */
  interrupted() {
    this.#envelope = null;
    this.#channels.forEach((channel) => (channel.held = null));
  }

  /** All channels are up to date: no broadcast from before can come again. */
  caughtUp() {
    this.#broadcasts.clear();
  }

  /** Our own message: it is not told to us, unless we were away and catch up. */
  sent(id) {
    this.#ids.add(id);
  }

  /** A frame that answers no request. */
  receive(frame, text) {
    if (this.#envelope !== null && (frame?.type !== "message" || frame.id === this.#envelope.id)) {
      const envelope = this.#envelope;
      this.#envelope = null;
      this.#missed({ ...envelope, data: frame });
      return;
    }
    switch (frame?.type) {
      case "missed":
        if (frame.data_follows) {
          this.#envelope = frame;
        } else {
          this.#missed(frame);
        }
        break;
      case "message":
        this.#arrived(frame);
        break;
      case "error":
        this.#emit("problem", frame);
        break;
      default:
        this.#broadcasts.add(text);
        this.#tell(frame, { missed: false });
    }
  }

  #arrived(message) {
    const held = this.#channels.get(message.channel)?.held;
    if (held) {
      held.push(message);
    } else {
      this.#message(message, { missed: false });
    }
  }

  #missed({ channel: name, position, id, sent_at, data }) {
    const about = { missed: true, channel: name, position };
    if (data?.type === "message") {
      this.#message(data, about);
    } else if (!this.#ids.has(id)) {
      this.#ids.add(id);
      if (!this.#broadcasts.take(JSON.stringify(data))) {
        this.#tell(data, { ...about, id, sent_at });
      }
    }
    this.reached(name, position);
  }

  #message(message, about) {
    if (this.#ids.has(message.id)) {
      return;
    }
    this.#ids.add(message.id);
    const channel = this.#channels.get(message.channel);
    if (channel !== undefined) {
      channel.newest = Math.max(channel.newest, message.sent_at);
    }
    this.#emit("message", { ...message, ...about });
  }

  #tell(data, about) {
    if (data?.type === "presence") {
      this.#emit("presence", { ...data, ...about });
    } else {
      this.#emit("broadcast", { data, ...about });
    }
  }
}
