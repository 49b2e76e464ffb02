// The shards of a broadcast, by round and number, and what state each was in at a moment.

export class ShardTable {
  /** When the server read them, in milliseconds since the epoch. */
  at = 0;
  #sizes = new Map();
  #rows = new Map();
  #round = 1;
  #over = false;

  /**
   * @param shards `{at, over, rounds: [{round, shards}], columns: [name…], rows: [[value…]…]}`; sent by columns, since
   *     the names of ten thousand rows would be most of it
   */
  fill({ at, over, rounds, columns, rows }) {
    this.at = at;
    this.#over = over;
    this.#sizes = new Map(rounds.map(({ round, shards }) => [round, shards]));
    this.#rows = new Map(rounds.map(({ round }) => [round, []]));
    for (const values of rows) {
      const row = Object.fromEntries(columns.map((name, column) => [name, values[column]]));
      const [round, index] = row.shard.split("#").map(Number);
      (this.#rows.get(round) ?? [])[index] = row;
    }
  }

  get rounds() {
    return [...this.#sizes.keys()];
  }

  choose(round) {
    this.#round = round || this.rounds[0];
  }

  /** Shards of the chosen round, begun or not. */
  get size() {
    return Math.max(this.#sizes.get(this.#round) ?? 0, this.#rows.get(this.#round)?.length ?? 0);
  }

  /** One of the chosen round; undefined when it has not begun, for such a shard has no row. */
  row(index) {
    return this.#rows.get(this.#round)?.[index];
  }

  /** What the server calls it; undefined while it waits. */
  name(index) {
    const isThere = this.row(index) || (this.#over && index < this.size);
    return isThere
      ? `${String(this.#round).padStart(2, "0")}#${String(index).padStart(5, "0")}`
      : undefined;
  }

  *all() {
    for (let index = 0; index < this.size; index += 1) {
      yield this.row(index);
    }
  }

  /** waiting, running, finished or unfinished. */
  state(row, at) {
    if (!row) {
      // A pusher that died at once has left no row; only the end tells such a shard from one that waits.
      return this.#over && at >= this.at ? "unfinished" : "waiting";
    }
    if (at < row.startedAt) {
      return "waiting";
    }
    if (at < row.updatedAt || (!row.finished && !this.#over)) {
      return "running";
    }
    return row.finished ? "finished" : "unfinished";
  }

  tally(at) {
    const states = { finished: 0, running: 0, waiting: 0, unfinished: 0 };
    for (const row of this.all()) {
      states[this.state(row, at)] += 1;
    }
    return states;
  }
}
