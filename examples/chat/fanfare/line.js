/**
 * A failed request. `code` is the error code of the server, or "disconnected", "timeout", "closed", "left",
 *  * "gateway_error".
 */
export class FanfareError extends Error {
  /**
   * @param retryAfter milliseconds after which it can be retried, if the server says so
   */
  constructor(code, message, retryAfter) {
    super(message);
    this.name = "FanfareError";
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** API Gateway closes a connection with 1009 for a larger frame, and browsers send one frame per message. */
const MAX_FRAME_BYTES = 32 * 1024;

/** The gateway's error for a throttled message. No function has seen it, so it can be sent again. */
const TOO_MANY = "Too Many Requests";

/** Whether a frame is an error of the gateway itself. Such errors have no type and no id of our request. */
const isOfTheGateway = (frame) =>
  frame !== null &&
  typeof frame === "object" &&
  Object.keys(frame).sort().join() === "connectionId,message,requestId" &&
  Object.values(frame).every((value) => typeof value === "string");

/** One socket, from opening to closing. It separates responses from other frames. */
export class Line {
  #socket;
  #env;
  #options;
  #received;
  #closed;
  #pending = new Map();
  #lastRequest = 0;
  /** Settles when all tasks of inTurn() are done. */
  #turn = Promise.resolve();
  /** The error of further requests after the socket has closed. */
  #over = null;
  /** Errors of the gateway that are not yet assigned to requests. */
  #refusals = [];

  /**
   * @param options backOffBase and backOffCap, for requests that the gateway throttles
   * @param received called with the JSON of each frame that is not a response
   * @param closed called once with a FanfareError when the socket closes, unless hangUp() closed it
   */
  constructor(env, options, received, closed) {
    this.#env = env;
    this.#options = options;
    this.#received = received;
    this.#closed = closed;
  }

  /** Settles when the socket is open; fails if it closes before. */
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

  /** The number of requests without a response. */
  get waiting() {
    return [...this.#pending.values()].filter(({ action }) => action !== undefined).length;
  }

  /**
   * Sends a request. Settles with the response that has its id, or fails with a FanfareError. Requests that
 *    * the gateway throttles are sent again with increasing delays, until the timeout.
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

  /** Settles after a time in milliseconds; fails if the socket closes before. */
  pause(span) {
    return this.#over !== null
      ? Promise.reject(this.#over)
      : this.#await(`pause ${++this.#lastRequest}`, {}, span, (resolve) => resolve());
  }

  /** Runs a task after all earlier tasks of this method. */
  inTurn(task) {
    const done = this.#turn.then(task);
    this.#turn = done.catch(() => {});
    return done;
  }

  /**
   * @param request gets the functions succeed and fail, which settle it
   * @param ended called after the time span, unless the request has settled before
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
   * Closes the socket. Its later events are ignored, and open requests fail.
   *
   * @returns settles when the socket has closed, or after the timeout in milliseconds
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
      const onclose = socket.onclose;
      socket.onclose = (event) => {
        this.#env.clearTimeout(timer);
        onclose(event);
        resolve();
      };
      socket.close(1000);
    });
  }

  /** Returns the id of the oldest request of an action. The gateway answers pings itself, without request_id. */
  #oldest(action) {
    return [...this.#pending].find(([, request]) => request.action === action)?.[0];
  }

  #receive(text) {
    let frame;
    try {
      frame = JSON.parse(text);
    } catch {
      frame = { type: "error", error: "not_json", message: `the server sent invalid JSON: ${text}` };
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

  /** Returns the error of a request that timed out. */
  #late({ action, retry }, timeout) {
    const span = `within ${timeout / 1000} seconds`;
    if (retry !== undefined) {
      this.#env.clearTimeout(retry);
      return new FanfareError("slow_down", `${action} was throttled, and no retry succeeded ${span}`);
    }
    this.#refusals.shift(); // A refusal most likely belongs to this request.
    this.#assign();
    return new FanfareError("timeout", `no response to ${action} ${span}`);
  }

  /** Assigns refusals to requests, when there are as many refusals as requests without a response. */
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

  /** Sends a request again after a random delay, so that throttled pages do not retry at the same time. */
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
