/**
 * A failed request. `code` is the error code of the server, or "disconnected", "timeout", "closed", "left",
 * "gateway_error".
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

/** The gateway's error for a throttled message. No function has received the message, so it can be sent again. */
const THROTTLED = "Too Many Requests";

/** Whether a frame is an error of the gateway itself. Such errors have neither a type nor the id of our request. */
const isGatewayError = (frame) =>
  frame !== null &&
  typeof frame === "object" &&
  Object.keys(frame).sort().join() === "connectionId,message,requestId" &&
  Object.values(frame).every((value) => typeof value === "string");

/** One socket, from opening to closing. It separates responses from other frames. */
export class Connection {
  #socket;
  #env;
  #options;
  #onFrame;
  #onClose;
  #pending = new Map();
  #lastRequest = 0;
  /** Settles when all enqueued tasks are done. */
  #queue = Promise.resolve();
  /** The error for requests after the socket has closed. */
  #closedError = null;
  /** Errors of the gateway that are not yet assigned to requests. */
  #gatewayErrors = [];

  /**
   * @param options backOffBase and backOffCap, for requests that the gateway throttles
   * @param onFrame called with the JSON of each frame that is not a response
   * @param onClose called once with a FanfareError when the socket closes, unless close() closed it
   */
  constructor(env, options, onFrame, onClose) {
    this.#env = env;
    this.#options = options;
    this.#onFrame = onFrame;
    this.#onClose = onClose;
  }

  /** Settles when the socket is open; fails if it closes before. */
  open(url) {
    return new Promise((resolve, reject) => {
      const socket = new this.#env.WebSocket(url);
      this.#socket = socket;
      socket.onopen = resolve;
      socket.onmessage = ({ data }) => this.#receive(data);
      socket.onclose = ({ code }) => {
        const error = new FanfareError("disconnected", `the connection was closed (${code})`);
        reject(error);
        this.#onClose(error);
      };
    });
  }

  /** The number of requests without a response. */
  get waiting() {
    return [...this.#pending.values()].filter(({ action }) => action !== undefined).length;
  }

  /**
   * Sends a request. Settles with the response that has its id, or fails with a FanfareError. Requests that
   * the gateway throttles are sent again with increasing delays, until the timeout.
   */
  request(action, fields, timeout) {
    if (this.#closedError !== null) {
      return Promise.reject(this.#closedError);
    }
    const requestId = String(++this.#lastRequest);
    const text = JSON.stringify({ action, ...fields, request_id: requestId });
    const bytes = new TextEncoder().encode(text).length;
    if (bytes > MAX_FRAME_BYTES) {
      const rule = `must have at most ${MAX_FRAME_BYTES} bytes, the largest frame of the gateway`;
      return Promise.reject(new FanfareError("too_large", `${action} has ${bytes} bytes: ${rule}`));
    }
    const request = { action, text, attempts: 0, retry: undefined };
    const response = this.#register(requestId, request, timeout, (_, reject) => reject(this.#timeoutError(request, timeout)));
    this.#socket.send(text);
    return response;
  }

  /** Settles after a time in milliseconds; fails if the socket closes before. */
  pause(span) {
    return this.#closedError !== null
      ? Promise.reject(this.#closedError)
      : this.#register(`pause ${++this.#lastRequest}`, {}, span, (resolve) => resolve());
  }

  /** Runs a task after all tasks that were enqueued before. */
  enqueue(task) {
    const done = this.#queue.then(task);
    this.#queue = done.catch(() => {});
    return done;
  }

  /**
   * @param request gets the functions succeed and fail, which settle it
   * @param onTimeout called after the time span, unless the request settles before
   */
  #register(id, request, span, onTimeout) {
    return new Promise((resolve, reject) => {
      const timer = this.#env.setTimeout(() => {
        this.#pending.delete(id);
        onTimeout(resolve, reject);
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
   * Closes the socket. Ignores its later events, and fails open requests.
   *
   * @returns settles when the socket has closed, or after the timeout in milliseconds
   */
  close(reason, timeout) {
    this.#onFrame = () => {};
    this.#onClose = () => {};
    const error = new FanfareError("disconnected", `the connection was lost: ${reason}`);
    this.#closedError = error;
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
    if (isGatewayError(frame)) {
      this.#gatewayErrors.push(frame.message);
      this.#assignErrors();
      return;
    }
    const requestId = frame?.type === "pong" ? this.#oldest("ping") : frame?.request_id;
    const request = this.#pending.get(requestId);
    if (request === undefined) {
      this.#onFrame(frame);
      return;
    }
    this.#pending.delete(requestId);
    if (frame.type === "error") {
      request.fail(new FanfareError(frame.error, frame.message, frame.retry_after_ms));
    } else {
      request.succeed(frame);
    }
    this.#assignErrors();
  }

  /** Returns the error of a request that timed out. */
  #timeoutError({ action, retry }, timeout) {
    const span = `within ${timeout / 1000} seconds`;
    if (retry !== undefined) {
      this.#env.clearTimeout(retry);
      return new FanfareError("slow_down", `${action} was throttled, and no retry succeeded ${span}`);
    }
    this.#gatewayErrors.shift(); // One of the errors most likely belongs to this request.
    this.#assignErrors();
    return new FanfareError("timeout", `no response to ${action} ${span}`);
  }

  /** Assigns errors of the gateway to requests, once there are as many errors as requests without a response. */
  #assignErrors() {
    const isOpen = ([, { action, retry }]) => action !== undefined && retry === undefined;
    const open = [...this.#pending].filter(isOpen);
    if (this.#gatewayErrors.length < Math.max(1, open.length)) {
      return;
    }
    const gatewayErrors = this.#gatewayErrors.splice(0);
    const isThrottled = gatewayErrors.every((message) => message === THROTTLED);
    for (const [requestId, request] of open) {
      if (isThrottled) {
        this.#retryLater(request);
      } else {
        this.#pending.delete(requestId);
        request.fail(new FanfareError("gateway_error", gatewayErrors.join(", ")));
      }
    }
    if (open.length === 0) {
      this.#onFrame({ type: "error", error: "gateway_error", message: gatewayErrors.join(", ") });
    }
  }

  /** Sends a request again after a random delay, so that throttled pages do not retry at the same time. */
  #retryLater(request) {
    const { backOffBase, backOffCap } = this.#options;
    const maxDelay = Math.min(backOffCap, backOffBase * 2 ** request.attempts++);
    request.retry = this.#env.setTimeout(
      () => {
        request.retry = undefined;
        this.#socket.send(request.text);
      },
      ((1 + this.#env.random()) / 2) * maxDelay,
    );
  }
}
