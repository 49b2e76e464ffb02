/**
 * One joined channel. Its messages reach the page in the order of their positions. A message that arrives
 * too early waits here until all earlier ones have arrived or the channel gives up on them.
 */
export class Channel {
  /** Position of the last message that reached the page; null until it is known. */
  position = null;
  /** New messages that arrive while the channel is being joined. They are delivered after the missed ones. */
  held = null;
  /** Number of attempts to fetch missing messages. */
  attempts = 0;
  /** Functions that deliver a message to the page, by position. */
  #waiting = new Map();
  /** Positions of messages that were delivered through another channel. */
  #delivered = new Set();
  /** Skipped positions. Their messages may still arrive. */
  #skipped = new Set();

  /**
   * @param since where the page wants to start: a position, or an instant
   */
  constructor(name, since) {
    this.name = name;
    this.since = since;
    if (typeof since === "number") {
      this.position = since;
    }
  }

  /** Where to start catching up. */
  get from() {
    return this.position ?? this.since;
  }

  /** The lowest position that waits for earlier ones; undefined if there is none. */
  get firstWaiting() {
    return this.#waiting.size === 0 ? undefined : Math.min(...this.#waiting.keys());
  }

  /**
   * Accepts a message. Ignores one that arrived before, and delivers a skipped one late.
   *
   * @param deliver passes it to the page; its property `done` is true if this has happened through another channel
   */
  accept(position, deliver) {
    this.position ??= position - 1;
    if (this.#skipped.delete(position)) {
      deliver();
    } else if (position > this.position && !this.#waiting.has(position)) {
      this.#waiting.set(position, this.#delivered.has(position) ? () => {} : deliver);
      this.#deliverInOrder();
    }
  }

  /** Stops waiting for messages up to a position. */
  advanceTo(position) {
    const early = [...this.#waiting.keys()].filter((one) => one <= position).sort((a, b) => a - b);
    early.forEach((one) => this.#deliver(one));
    this.position = Math.max(this.position ?? position, position);
    this.#deliverInOrder();
  }

  /** Drops waiting messages. The server sends them again after the next join. */
  disconnected() {
    this.held = null;
    this.attempts = 0;
    this.#skipped.clear();
    this.#waiting.forEach((deliver, position) => deliver.done && this.#delivered.add(position));
    this.#waiting.clear();
  }

  /** Stops waiting for messages up to a position, but still accepts them later. */
  skip(position) {
    for (let one = this.position + 1; one <= position; one++) {
      if (!this.#waiting.has(one)) {
        this.#skipped.add(one);
      }
    }
    this.advanceTo(position);
  }

  #deliverInOrder() {
    while (this.#waiting.has(this.position + 1)) {
      this.#deliver(this.position + 1);
    }
  }

  #deliver(position) {
    const deliver = this.#waiting.get(position);
    this.#waiting.delete(position);
    this.#delivered.delete(position);
    this.position = position;
    deliver();
  }
}
