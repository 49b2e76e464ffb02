/**
 * One joined channel. Its messages reach the page in the order of their positions: one that comes
 * too early waits here until all before it have come, or until it is known that they will not.
 */
export class Channel {
  /** The last position that the page has had; null until the server tells one. */
  position = null;
  /** While the channel is being joined: what is new, to be taken after what was missed. */
  held = null;
  /** How often it was tried to fetch what is missing. */
  attempts = 0;
  /** By position, what hands a message to the page. */
  #waiting = new Map();
  /** Positions of messages that the page has had by way of another channel. */
  #had = new Set();
  /** Positions that were passed over, whose messages may come all the same. */
  #skipped = new Set();

  /**
   * @param since what the page asked to begin with: a position, or an instant
   */
  constructor(name, since) {
    this.name = name;
    this.since = since;
    if (typeof since === "number") {
      this.position = since;
    }
  }

  /** From where to catch up. */
  get from() {
    return this.position ?? this.since;
  }

  /** The first position that waits for others before it; undefined when none does. */
  get firstWaiting() {
    return this.#waiting.size === 0 ? undefined : Math.min(...this.#waiting.keys());
  }

  /**
   * A message has come; one that came before is ignored, one that was skipped is handed over late.
   *
   * @param hand hands it to the page; its `done` says that this has happened, for another channel
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

  /** Nothing up to a position is to be waited for any longer. */
  pass(position) {
    const early = [...this.#waiting.keys()].filter((one) => one <= position).sort((a, b) => a - b);
    early.forEach((one) => this.#hand(one));
    this.position = Math.max(this.position ?? position, position);
    this.#handOver();
  }

  /** Forgets what waits: it comes again when the channel is joined again. */
  interrupted() {
    this.held = null;
    this.attempts = 0;
    this.#skipped.clear();
    this.#waiting.forEach((hand, position) => hand.done && this.#had.add(position));
    this.#waiting.clear();
  }

  /** The same, but what is missing up to there may still come. */
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
