/**
 * A request that failed. `code` is the server's word, or "disconnected", "timeout", "closed", "left",
 * "gateway_error".
 */
export class FanfareError extends Error {
  /**
   * @param retryAfter milliseconds after which it may be tried again, where the server says so
   */
  constructor(code, message, retryAfter) {
    super(message);
    this.name = "FanfareError";
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** API Gateway closes a connection with 1009 for a larger frame, and a browser sends one frame a message. */
const MAX_FRAME_BYTES = 32 * 1024;

/** What the gateway says to a message above a throttle: no function has seen it, so it can be sent again. */
const TOO_MANY = "Too Many Requests";

/** The gateway's own errors have no type, and name no request of ours. */
const isOfTheGateway = (frame) =>
  frame !== null &&
  typeof frame === "object" &&
  Object.keys(frame).sort().join() === "connectionId,message,requestId" &&
  Object.values(frame).every((value) => typeof value === "string");

/** One socket, from dialling to hanging up, with the answers sorted from what comes by itself. */
export class Line {
  #socket;
  #env;
  #options;
  #received;
  #closed;
  #pending = new Map();
  #lastRequest = 0;
  /** Settles when all that is done in turn has been done. */
  #turn = Promise.resolve();
  /** Why nothing can be asked any more. */
  #over = null;
  /** Errors of the gateway, as long as nobody knows whose they are. */
  #refusals = [];

  /**
   * @param options backOffBase and backOffCap, for requests that the gateway throttles
   * @param received called with the JSON of each frame that answers no request
   * @param closed called once with a FanfareError when the socket closes, unless we hung up
   */
  constructor(env, options, received, closed) {
    this.#env = env;
    this.#options = options;
    this.#received = received;
    this.#closed = closed;
  }

  /** Settles when the socket is open; fails when it closes before. */
  dial(url) {
    return new Promise((resolve, reject) => {
      const socket = new this.#env.WebSocket(url);
      this.#socket = socket;
      socket.onopen = resolve;
      socket.onmessage = ({ data }) => this.#receive(data);
      socket.onclose = ({ code }) => {
        const error = new FanfareError("disconnected", `the connection was closed (${code})`);
        reject(error);
        this.#closed(error);
      };
    });
  }

  /** How many requests have no answer yet. */
  get waiting() {
    return [...this.#pending.values()].filter(({ action }) => action !== undefined).length;
  }

  /**
   * Settles with the answer that carries this request's id, or fails with a FanfareError. What the
   * gateway throttles is sent again, after longer and longer waits, until its time is over.
   */
  ask(action, fields, timeout) {
    if (this.#over !== null) {
      return Promise.reject(this.#over);
    }
    const requestId = String(++this.#lastRequest);
    const text = JSON.stringify({ action, ...fields, request_id: requestId });
    const bytes = new TextEncoder().encode(text).length;
    if (bytes > MAX_FRAME_BYTES) {
      const rule = `must have at most ${MAX_FRAME_BYTES} bytes, the largest frame of the gateway`;
      return Promise.reject(new FanfareError("too_large", `${action} has ${bytes} bytes: ${rule}`));
    }
    const request = { action, text, attempts: 0, retry: undefined };
    const answer = this.#await(requestId, request, timeout, (_, reject) => reject(this.#late(request, timeout)));
    this.#socket.send(text);
    return answer;
  }

  /** Settles after so many milliseconds; fails when the socket closes before. */
  pause(span) {
    return this.#over !== null
      ? Promise.reject(this.#over)
      : this.#await(`pause ${++this.#lastRequest}`, {}, span, (resolve) => resolve());
  }

  /** Does something when all that was given here before is done. */
  inTurn(task) {
    const done = this.#turn.then(task);
    this.#turn = done.catch(() => {});
    return done;
  }

  /**
   * @param request is told how to settle
   * @param ended what becomes of it after so many milliseconds, unless it is settled before
   */
  #await(id, request, span, ended) {
    return new Promise((resolve, reject) => {
      const timer = this.#env.setTimeout(() => {
        this.#pending.delete(id);
        ended(resolve, reject);
      }, span);
      const settled = (settle) => (value) => {
        this.#env.clearTimeout(timer);
        this.#env.clearTimeout(request.retry);
        settle(value);
      };
      this.#pending.set(id, Object.assign(request, { succeed: settled(resolve), fail: settled(reject) }));
    });
  }

  /**
   * Closes the socket. Nothing is heard of it any more; open requests fail.
   *
   * @returns settles when the socket has closed, or after so many milliseconds
   */
  hangUp(reason, timeout) {
    this.#received = () => {};
    this.#closed = () => {};
    const error = new FanfareError("disconnected", `the connection was lost: ${reason}`);
    this.#over = error;
    this.#pending.forEach(({ fail }) => fail(error));
    this.#pending.clear();
    const socket = this.#socket;
    if (socket === undefined || socket.readyState === this.#env.WebSocket.CLOSED) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const timer = this.#env.setTimeout(resolve, timeout);
      const toldBefore = socket.onclose;
      socket.onclose = (event) => {
        this.#env.clearTimeout(timer);
        toldBefore(event);
        resolve();
      };
      socket.close(1000);
    });
  }

  /** The gateway itself answers pings, and repeats no request_id. */
  #oldest(action) {
    return [...this.#pending].find(([, request]) => request.action === action)?.[0];
  }

  #receive(text) {
    let frame;
    try {
      frame = JSON.parse(text);
    } catch {
      frame = { type: "error", error: "not_json", message: `the server sent what is no JSON: ${text}` };
    }
    if (isOfTheGateway(frame)) {
      this.#refusals.push(frame.message);
      this.#assign();
      return;
    }
    const requestId = frame?.type === "pong" ? this.#oldest("ping") : frame?.request_id;
    const request = this.#pending.get(requestId);
    if (request === undefined) {
      this.#received(frame);
      return;
    }
    this.#pending.delete(requestId);
    if (frame.type === "error") {
      request.fail(new FanfareError(frame.error, frame.message, frame.retry_after_ms));
    } else {
      request.succeed(frame);
    }
    this.#assign();
  }

  /** The failure of a request whose time is over. */
  #late({ action, retry }, timeout) {
    const span = `within ${timeout / 1000} seconds`;
    if (retry !== undefined) {
      this.#env.clearTimeout(retry);
      return new FanfareError("slow_down", `${action} was throttled and found no room ${span}`);
    }
    this.#refusals.shift(); // If there is one, it was most likely this request's.
    this.#assign();
    return new FanfareError("timeout", `no answer to ${action} ${span}`);
  }

  /** Once there are as many refusals as requests without an answer, these are the refused ones. */
  #assign() {
    const isUnanswered = ([, { action, retry }]) => action !== undefined && retry === undefined;
    const unanswered = [...this.#pending].filter(isUnanswered);
    if (this.#refusals.length < Math.max(1, unanswered.length)) {
      return;
    }
    const refusals = this.#refusals.splice(0);
    const areThrottled = refusals.every((message) => message === TOO_MANY);
    for (const [requestId, request] of unanswered) {
      if (areThrottled) {
        this.#sendLater(request);
      } else {
        this.#pending.delete(requestId);
        request.fail(new FanfareError("gateway_error", refusals.join(", ")));
      }
    }
    if (unanswered.length === 0) {
      this.#received({ type: "error", error: "gateway_error", message: refusals.join(", ") });
    }
  }

  /** Never at once, and at random, lest all pages that were throttled come back together. */
  #sendLater(request) {
    const { backOffBase, backOffCap } = this.#options;
    const longest = Math.min(backOffCap, backOffBase * 2 ** request.attempts++);
    request.retry = this.#env.setTimeout(
      () => {
        request.retry = undefined;
        this.#socket.send(request.text);
      },
      ((1 + this.#env.random()) / 2) * longest,
    );
  }
}
