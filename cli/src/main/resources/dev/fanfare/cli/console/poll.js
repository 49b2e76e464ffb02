// Reads repeatedly: one read at a time, and none while the page is hidden or after stop.

/**
 * @param refresh reads and shows data; gets a signal that aborts its requests; returns false when no more changes follow
 * @param every milliseconds from a response to the next read
 * @param onError called with each error; after errors, the interval grows up to 30 times its value
 * @return a function that stops the polling
 */
export function poll(refresh, every, onError) {
  const stop = new AbortController();
  let timer = 0;
  let failures = 0;

  async function run() {
    let continues = true;
    try {
      continues = (await refresh(stop.signal)) !== false;
      failures = 0;
    } catch (error) {
      if (stop.signal.aborted) {
        return;
      }
      failures += 1;
      onError(error);
    }
    if (continues && !stop.signal.aborted) {
      timer = setTimeout(next, every * Math.min(30, 2 ** failures));
    }
  }

  function next() {
    if (document.hidden) {
      document.addEventListener("visibilitychange", next, { once: true, signal: stop.signal });
    } else {
      void run();
    }
  }

  void run();
  return () => {
    stop.abort();
    clearTimeout(timer);
  };
}
