// The shards of a broadcast by round and number, and the state of each at a given time.

export class ShardTable {
  /** Time at which the server read the shards, in milliseconds since the epoch. */
  at = 0;
  #sizes = new Map();
  #rows = new Map();
  #round = 1;
  #over = false;

  /**
   * @param shards `{at, over, rounds: [{round, shards}], columns: [name…], rows: [[value…]…]}`; rows have no field
   *     names, because these would be most of the bytes of ten thousand rows
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

  /** Number of shards in the chosen round, including those that have not started. */
  get size() {
    return Math.max(this.#sizes.get(this.#round) ?? 0, this.#rows.get(this.#round)?.length ?? 0);
  }

  /** Returns the row of a shard of the chosen round; undefined if it has not started. */
  row(index) {
    return this.#rows.get(this.#round)?.[index];
  }

  /** Returns the name of a shard in the API; undefined if the shard has not started. */
  name(index) {
    const isKnown = this.row(index) || (this.#over && index < this.size);
    return isKnown
      ? `${String(this.#round).padStart(2, "0")}#${String(index).padStart(5, "0")}`
      : undefined;
  }

  *all() {
    for (let index = 0; index < this.size; index += 1) {
      yield this.row(index);
    }
  }

  /** Returns the state at a time: waiting, running, finished or unfinished. */
  state(row, at) {
    if (!row) {
      // A pusher that crashed early left no row. Until the broadcast ends, such a shard looks like a waiting one.
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
