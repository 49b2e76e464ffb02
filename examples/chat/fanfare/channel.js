/**
 * One joined channel. Its messages reach the page in the order of their positions. A message that arrives
 *  * too early waits here until all earlier ones have arrived or are given up.
 */
export class Channel {
  /** Position of the last message that reached the page; null until it is known. */
  position = null;
  /** New messages that arrive while the channel is being joined. They follow after the missed ones. */
  held = null;
  /** Number of attempts to fetch missing messages. */
  attempts = 0;
  /** Functions by position that pass a message to the page. */
  #waiting = new Map();
  /** Positions of messages that reached the page through another channel. */
  #had = new Set();
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

  /** The first position that waits for earlier ones; undefined if none does. */
  get firstWaiting() {
    return this.#waiting.size === 0 ? undefined : Math.min(...this.#waiting.keys());
  }

  /**
   * Takes a message. Ignores one that arrived before, and passes on a skipped one late.
   *
   * @param hand passes it to the page; its property `done` says that this has happened through another channel
   */
  take(position, hand) {
    this.position ??= position - 1;
    if (this.#skipped.delete(position)) {
      hand();
    } else if (position > this.position && !this.#waiting.has(position)) {
      this.#waiting.set(position, this.#had.has(position) ? () => {} : hand);
      this.#handOver();
    }
  }

  /** Stops waiting for messages up to a position. */
  pass(position) {
    const early = [...this.#waiting.keys()].filter((one) => one <= position).sort((a, b) => a - b);
    early.forEach((one) => this.#hand(one));
    this.position = Math.max(this.position ?? position, position);
    this.#handOver();
  }

  /** Forgets waiting messages. They come again when the channel is joined again. */
  interrupted() {
    this.held = null;
    this.attempts = 0;
    this.#skipped.clear();
    this.#waiting.forEach((hand, position) => hand.done && this.#had.add(position));
    this.#waiting.clear();
  }

  /** Stops waiting for messages up to a position, but still accepts them later. */
  skip(position) {
    for (let one = this.position + 1; one <= position; one++) {
      if (!this.#waiting.has(one)) {
        this.#skipped.add(one);
      }
    }
    this.pass(position);
  }

  #handOver() {
    while (this.#waiting.has(this.position + 1)) {
      this.#hand(this.position + 1);
    }
  }

  #hand(position) {
    const hand = this.#waiting.get(position);
    this.#waiting.delete(position);
    this.#had.delete(position);
    this.position = position;
    hand();
  }
}
