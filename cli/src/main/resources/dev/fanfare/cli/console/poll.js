// Reads repeatedly: one read at a time, and none while the page is hidden or after stop.

/**
 * @param look reads and shows data; it gets a signal that aborts its requests; it returns false if no more changes follow
 * @param every milliseconds from a response to the next read
 * @param fail called with errors; after an error, the interval grows up to 30 times
 * @return a function that stops it
 */
export function poll(look, every, fail) {
  const stop = new AbortController();
  let timer = 0;
  let failures = 0;

  async function turn() {
    let continues = true;
    try {
      continues = (await look(stop.signal)) !== false;
      failures = 0;
    } catch (error) {
      if (stop.signal.aborted) {
        return;
      }
      failures += 1;
      fail(error);
    }
    if (continues && !stop.signal.aborted) {
      timer = setTimeout(next, every * Math.min(30, 2 ** failures));
    }
  }

  function next() {
    if (document.hidden) {
      document.addEventListener("visibilitychange", next, { once: true, signal: stop.signal });
    } else {
      void turn();
    }
  }

  void turn();
  return () => {
    stop.abort();
    clearTimeout(timer);
  };
}
