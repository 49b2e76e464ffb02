/** Named timers, at most one of each name. */
export class Timers {
  #env;
  #running = new Map();

  /**
   * @param env setTimeout and clearTimeout
   */
  constructor(env) {
    this.#env = env;
  }

  /** Runs a task after a delay in milliseconds, and cancels the previous task of this timer. */
  set(name, delay, task) {
    this.cancel(name);
    const timer = this.#env.setTimeout(() => {
      this.#running.delete(name);
      task();
    }, delay);
    this.#running.set(name, timer);
  }

  runs(name) {
    return this.#running.has(name);
  }

  cancel(name) {
    this.#env.clearTimeout(this.#running.get(name));
    this.#running.delete(name);
  }

  cancelAll() {
    [...this.#running.keys()].forEach((name) => this.cancel(name));
  }
}
