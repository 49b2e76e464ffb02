// Asks again and again: one question at a time, none while nobody looks, and none once it is stopped.

/**
 * @param look asks and shows; it gets a signal that ends its questions; it answers false when there is nothing
 *     more to wait for
 * @param every milliseconds from an answer to the next question
 * @param fail told of what went wrong; the next look comes all the same, ever more rarely
 * @return what stops it
 */
export function poll(look, every, fail) {
  const stop = new AbortController();
  let timer = 0;
  let failures = 0;

  async function turn() {
    let goesOn = true;
    try {
      goesOn = (await look(stop.signal)) !== false;
      failures = 0;
    } catch (error) {
      if (stop.signal.aborted) {
        return;
      }
      failures += 1;
      fail(error);
    }
    if (goesOn && !stop.signal.aborted) {
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
