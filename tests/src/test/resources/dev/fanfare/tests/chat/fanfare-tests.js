// Tests the client script with simulated sockets, time and randomness, so no test waits and all times are exact.
// Runs in a page of the browser and returns { name: failure or null }.
(async () => {
  const { Fanfare, FanfareError } = await import("/fanfare.js");

  const MINUTE = 60_000;

  /** Runs everything that waits only for promises. */
  const settle = async () => {
    for (let i = 0; i < 100; i++) {
      await Promise.resolve();
    }
  };

  /** A clock that tests advance, with its timers. */
  class Time {
    at = 1_000_000;
    timers = new Map();
    #last = 0;

    setTimeout = (task, delay) => {
      this.timers.set(++this.#last, { task, due: this.at + delay });
      return this.#last;
    };
    clearTimeout = (timer) => this.timers.delete(timer);
    now = () => this.at;

    async pass(span) {
      const end = this.at + span;
      await settle();
      for (;;) {
        const [next] = [...this.timers].filter(([, { due }]) => due <= end).sort(([, a], [, b]) => a.due - b.due);
        if (next === undefined) {
          break;
        }
        const [id, { task, due }] = next;
        this.timers.delete(id);
        this.at = due;
        task();
        await settle();
      }
      this.at = end;
    }

    delays() {
      return [...this.timers.values()].map(({ due }) => due - this.at).sort((a, b) => a - b);
    }
  }

  /** A server that the test controls. It responds to joins and pings itself. */
  class Server {
    sockets = [];
    requests = [];
    position = 0;
    answers = {
      joinchannel: ({ channel }) => ({ type: "joined", channel, connection_id: "c", position: this.position }),
      ping: () => ({ type: "pong" }),
    };

    constructor() {
      const server = this;
      this.WebSocket = class {
        static CLOSED = 3;
        readyState = 0;

        constructor(url) {
          this.url = url;
          server.open = server.sockets.filter(({ readyState }) => readyState !== 3).length + 1;
          server.maxOpen = Math.max(server.maxOpen ?? 0, server.open);
          server.sockets.push(this);
        }

        accept() {
          this.readyState = 1;
          this.onopen();
        }

        send(text) {
          const request = JSON.parse(text);
          server.requests.push(request);
          const answer = server.answers[request.action]?.(request);
          if (answer) {
            // The gateway answers pings itself, without request_id.
            const repeated = request.action === "ping" ? {} : { request_id: request.request_id };
            this.post({ ...answer, ...repeated });
          }
        }

        post(frame) {
          this.onmessage({ data: JSON.stringify(frame) });
        }

        close() {
          this.readyState = 2;
          if (!server.deaf) {
            this.drop(1000);
          }
        }

        drop(code = 1006) {
          this.readyState = 3;
          this.onclose({ code });
        }
      };
    }

    get socket() {
      return this.sockets.at(-1);
    }

    requestsOf(action) {
      return this.requests.filter((request) => request.action === action);
    }
  }

  /** A message as in the archive, and as the server posts it. */
  const archived = (number) => ({
    type: "message", channel: "news", message: number, from: "bob", connection_id: "b", sent_at: 5_000 + number, id: `m${number}`,
  });
  const message = (number) => ({ ...archived(number), position: number });
  const missed = (position, data = archived(position), id = data.id ?? `b${position}`) => ({
    type: "missed", channel: "news", position, id, sent_at: 5_000 + position, data,
  });

  /** A client with its environment and its events. */
  const make = async (options = {}) => {
    const time = new Time();
    const server = new Server();
    const randomness = { value: 0.5 };
    const { setTimeout, clearTimeout, now } = time;
    const environment = { WebSocket: server.WebSocket, random: () => randomness.value, setTimeout, clearTimeout, now };
    const fanfare = new Fanfare({ url: "ws://here/", environment, ...options });
    const events = [];
    for (const name of ["state", "message", "broadcast", "presence", "left", "problem"]) {
      fanfare.addEventListener(name, ({ detail }) => events.push({ name, ...detail }));
    }
    return {
      time, server, randomness, fanfare, events,
      states: () => events.filter(({ name }) => name === "state").map(({ state }) => state),
      messages: () => events.filter(({ name }) => name === "message").map((event) => event.message),
      broadcasts: () => events.filter(({ name }) => name === "broadcast").map((event) => event.data),
    };
  };

  /** A connected client in a channel. */
  const joined = async (options) => {
    const all = await make(options);
    const connected = all.fanfare.connect();
    await settle();
    all.server.socket.accept();
    await connected;
    await all.fanfare.join("news");
    return all;
  };

  /** Drops the socket and accepts the next one. */
  const reconnect = async ({ time, server }) => {
    server.socket.drop();
    await time.pass(30_000);
    server.socket.accept();
    await settle();
  };

  const assertEqual = (actual, expected, what = "") => {
    const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (a !== e) {
      throw new Error(`${what} expected ${e} but was ${a}`);
    }
  };

  const assertFails = async (promise, code) => {
    const error = await promise.then(() => null, (reason) => reason);
    assertEqual(error instanceof FanfareError && error.code, code, "error");
  };

  /** An error of API Gateway itself, which names no request. */
  const gatewayError = (message = "Too Many Requests") => ({ message, connectionId: "c", requestId: "r" });

  const tests = {
    async throttled_request_isSentAgainAfterGrowingDelays() {
      const { fanfare, server, time, events } = await joined();
      const request = fanfare.send("news", "hi");
      server.socket.post(gatewayError());
      await time.pass(374);
      assertEqual(server.requestsOf("sendmessage").length, 1, "sent before the delay ends:");
      await time.pass(1);
      assertEqual(server.requestsOf("sendmessage").length, 2);
      server.socket.post(gatewayError());
      await time.pass(749);
      assertEqual(server.requestsOf("sendmessage").length, 2);
      await time.pass(1);
      const [first, , third] = server.requestsOf("sendmessage");
      assertEqual(third, first, "the same request:");
      server.socket.post({ type: "sent", channel: "news", id: "m1", position: 1, request_id: first.request_id });
      assertEqual((await request).id, "m1");
      assertEqual(events.filter(({ name }) => name !== "state"), [], "events");
    },

    async throttled_oneOfTwoRequests_isSentAgainAfterTheResponseToTheOther() {
      const { fanfare, server, time } = await joined();
      const sent = fanfare.send("news", "hi");
      const listed = fanfare.request("listchannels");
      server.socket.post(gatewayError());
      await time.pass(5_000);
      assertEqual(server.requests.length, 3, "it is unknown which one was throttled:");
      const [{ request_id }] = server.requestsOf("sendmessage");
      server.socket.post({ type: "sent", channel: "news", id: "m1", position: 1, request_id });
      await sent;
      await time.pass(375);
      assertEqual([server.requestsOf("sendmessage").length, server.requestsOf("listchannels").length], [1, 2]);
      server.socket.post({ type: "channels", request_id: server.requestsOf("listchannels")[0].request_id });
      await listed;
    },

    async throttled_untilItsTimeout_fails() {
      const { fanfare, server, time } = await joined();
      const request = assertFails(fanfare.request("listchannels"), "slow_down");
      for (let second = 0, refused = 0; second < 40; second++) {
        if (server.requestsOf("listchannels").length > refused) {
          refused++;
          server.socket.post(gatewayError());
        }
        await time.pass(1_000);
      }
      await request;
      const attempts = server.requestsOf("listchannels").length;
      assertEqual(attempts > 3 && attempts < 9, true, `${attempts} attempts:`);
    },

    async throttled_joinAfterALoss_isSentAgainOnTheSameConnection() {
      const all = await joined();
      const { joinchannel } = all.server.answers;
      all.server.answers.joinchannel = () => null;
      await reconnect(all);
      all.server.socket.post(gatewayError());
      all.server.answers.joinchannel = joinchannel;
      await all.time.pass(375);
      assertEqual([all.states().at(-1), all.server.sockets.length], ["open", 2]);
    },

    async throttled_connectionLost_isNotSentAgain() {
      const all = await joined();
      const request = assertFails(all.fanfare.request("listchannels"), "disconnected");
      all.server.socket.post(gatewayError());
      await reconnect(all);
      await request;
      assertEqual(all.server.requestsOf("listchannels").length, 1);
    },

    async gatewayError_ofTheOnlyRequest_failsItWithoutRetry() {
      const { fanfare, server, time } = await joined();
      const request = assertFails(fanfare.send("news", "hi"), "gateway_error");
      server.socket.post(gatewayError("Internal server error"));
      await request;
      await time.pass(5_000);
      assertEqual(server.requestsOf("sendmessage").length, 1);
    },

    async gatewayErrors_ofTwoKinds_failBothRequests() {
      const { fanfare, server, time } = await joined();
      const both = [assertFails(fanfare.send("news", 1), "gateway_error"), assertFails(fanfare.send("news", 2), "gateway_error")];
      server.socket.post(gatewayError("Internal server error"));
      server.socket.post(gatewayError());
      await Promise.all(both);
      await time.pass(5_000);
      assertEqual(server.requestsOf("sendmessage").length, 2);
    },

    async gatewayError_withoutARequest_isAProblemEvent() {
      const { server, events } = await joined();
      server.socket.post(gatewayError("Forbidden"));
      assertEqual(events.filter(({ name }) => name !== "state").map(({ name, error, message }) => [name, error, message]), [
        ["problem", "gateway_error", "Forbidden"],
      ]);
    },

    async connect_refused_waitsLongerUpToTheCap() {
      const { fanfare, server, time, randomness, events } = await make();
      randomness.value = 0.999999;
      fanfare.connect();
      await settle();
      for (let i = 0; i < 9; i++) {
        server.socket.drop();
        await time.pass(30_000);
      }
      const delays = events.filter(({ state }) => state === "waiting").map(({ delay }) => delay);
      assertEqual(delays, [500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
    },

    async connect_refused_mayWaitZero() {
      const { fanfare, server, time, randomness, events } = await make();
      randomness.value = 0;
      fanfare.connect();
      await settle();
      server.socket.drop();
      await time.pass(0);
      assertEqual(events.find(({ state }) => state === "waiting").delay, 0);
      assertEqual(server.sockets.length, 2);
    },

    async connect_functionForAddress_isCalledEachTime() {
      let token = 0;
      const all = await make({ url: async () => `ws://here/?token=${++token}` });
      all.fanfare.connect();
      await settle();
      await reconnect(all);
      assertEqual(all.server.sockets.map(({ url }) => url), ["ws://here/?token=1", "ws://here/?token=2"]);
    },

    async connect_addressFails_isRetried() {
      let calls = 0;
      const url = () => (++calls < 3 ? Promise.reject(new Error("no token")) : "ws://here/");
      const { fanfare, server, time, events } = await make({ url });
      fanfare.connect();
      await time.pass(MINUTE);
      assertEqual(server.sockets.length, 2, "the last attempt timed out:");
      assertEqual(events.find(({ state }) => state === "waiting").reason, "no token");
    },

    async connect_neverOpens_timesOutAndIsRetried() {
      const { fanfare, server, time } = await make();
      fanfare.connect();
      await time.pass(44_999);
      assertEqual(server.sockets.length, 1);
      await time.pass(1_000);
      assertEqual(server.sockets.length, 2);
      assertEqual(server.maxOpen, 1, "sockets at the same time:");
    },

    async drop_ofAStableConnection_resetsTheBackOff() {
      const all = await joined();
      await reconnect(all);
      await all.time.pass(10_000);
      await reconnect(all);
      assertEqual(all.events.filter(({ state }) => state === "waiting").map(({ delay }) => delay), [250, 250]);
    },

    async drop_rightAfterOpening_keepsBackingOff() {
      const all = await joined();
      all.server.socket.drop();
      await all.time.pass(250);
      all.server.socket.accept();
      await settle();
      all.server.socket.drop();
      assertEqual(all.events.at(-1).delay, 500);
    },

    async drop_joined_joinsAgainFromTheLastPosition() {
      const all = await joined();
      all.server.position = 7;
      await reconnect(all);
      await reconnect(all);
      assertEqual(all.server.requestsOf("joinchannel").map(({ since }) => since), [undefined, 0, 7]);
      assertEqual(all.states().at(-1), "open");
    },

    async drop_messagesMeanwhile_arriveOnceInOrder() {
      const all = await joined();
      all.server.socket.post(message(1));
      all.server.answers.joinchannel = ({ channel }) => {
        [1, 2, 3].forEach((position) => all.server.socket.post(missed(position)));
        return { type: "joined", channel, position: 3 };
      };
      await reconnect(all);
      all.server.socket.post(message(3));
      all.server.socket.post(message(4));
      assertEqual(all.messages(), [1, 2, 3, 4]);
    },

    async rejoin_newMessageBeforeMissedOnes_isDeliveredAfterThem() {
      const all = await joined();
      all.server.answers.joinchannel = () => null;
      await reconnect(all);
      const { request_id } = all.server.requestsOf("joinchannel").at(-1);
      all.server.socket.post(message(3));
      all.server.socket.post(missed(1));
      all.server.socket.post(missed(2));
      assertEqual(all.messages(), [1, 2]);
      all.server.socket.post({ type: "joined", channel: "news", position: 2, request_id });
      await settle();
      assertEqual(all.messages(), [1, 2, 3]);
    },

    async rejoin_messageTooLargeForItsEnvelope_isReadFromTheNextFrame() {
      const all = await joined();
      all.server.answers.joinchannel = ({ channel }) => {
        all.server.socket.post({ ...missed(1), data: undefined, data_follows: true });
        all.server.socket.post(message(3));
        all.server.socket.post(archived(1));
        all.server.socket.post(missed(2));
        return { type: "joined", channel, position: 2 };
      };
      await reconnect(all);
      assertEqual(all.messages(), [1, 2, 3]);
    },

    async rejoin_moreMessagesThanOneResponse_continuesToTheEnd() {
      const all = await joined();
      all.server.answers.joinchannel = ({ channel, since }) => {
        all.server.socket.post(missed(since + 1));
        all.server.socket.post(message(4));
        return { type: "joined", channel, position: 3, ...(since < 2 && { truncated: true, next: since + 1 }) };
      };
      await reconnect(all);
      assertEqual(all.messages(), [1, 2, 3, 4]);
      assertEqual(all.server.requestsOf("joinchannel").map(({ since }) => since), [undefined, 0, 1, 2]);
    },

    async rejoin_truncatedByTheBudget_continuesAfterRetryAfter() {
      const all = await joined();
      all.server.answers.joinchannel = ({ channel, since }) => {
        all.server.socket.post(missed(since + 1));
        return { type: "joined", channel, position: 2, ...(since < 1 && { truncated: true, next: 1, retry_after_ms: 60_000 }) };
      };
      await reconnect(all);
      assertEqual([all.fanfare.state, all.messages()], ["open", [1]], "the page continues meanwhile:");
      all.server.socket.post(message(3));
      await all.time.pass(59_999);
      assertEqual(all.messages(), [1]);
      await all.time.pass(1);
      assertEqual([all.messages(), all.server.sockets.length], [[1, 2, 3], 2]);
      assertEqual(all.server.requestsOf("joinchannel").map(({ since }) => since), [undefined, 0, 1]);
    },

    async rejoin_slowDownInTheMiddle_continuesOnTheSameConnection() {
      const all = await joined();
      const answers = [
        { type: "joined", channel: "news", position: 2, truncated: true, next: 1 },
        { type: "error", error: "slow_down", message: "later", retry_after_ms: 700 },
        { type: "joined", channel: "news", position: 2 },
      ];
      all.server.answers.joinchannel = () => answers.shift();
      await reconnect(all);
      await all.time.pass(699);
      assertEqual(all.server.requestsOf("joinchannel").map(({ since }) => since), [undefined, 0, 1]);
      await all.time.pass(1);
      assertEqual(all.server.requestsOf("joinchannel").map(({ since }) => since), [undefined, 0, 1, 1]);
      assertEqual([all.fanfare.state, all.server.sockets.length], ["open", 2]);
    },

    async rejoin_slowDownAtFirst_waitsWithinTheSameAttempt() {
      const all = await joined();
      const answers = [{ type: "error", error: "slow_down", message: "later", retry_after_ms: 40_000 }];
      all.server.answers.joinchannel = ({ channel }) => answers.shift() ?? { type: "joined", channel, position: 0 };
      await reconnect(all);
      assertEqual(all.fanfare.state, "connecting");
      await all.time.pass(40_000);
      assertEqual([all.fanfare.state, all.server.sockets.length], ["open", 2]);
    },

    async rejoin_severalChannels_catchUpOneAfterTheOther() {
      const all = await joined();
      await all.fanfare.join("sport");
      await all.fanfare.join("arts");
      all.server.answers.joinchannel = () => null;
      await reconnect(all);
      const rest = () => all.server.requestsOf("joinchannel").slice(3);
      const answer = async (fields) => {
        const { channel, request_id } = rest().at(-1);
        all.server.socket.post({ type: "joined", channel, position: 0, ...fields, request_id });
        await settle();
      };
      assertEqual(rest().map(({ channel }) => channel), ["news"]);
      await answer({ truncated: true, next: 0, retry_after_ms: 5_000 });
      assertEqual(rest().map(({ channel }) => channel), ["news", "sport"], "all are joined before any continues:");
      await answer();
      assertEqual(rest().map(({ channel }) => channel), ["news", "sport", "arts"]);
      await answer();
      assertEqual(all.fanfare.state, "open");
      await all.time.pass(5_000);
      assertEqual(rest().map(({ channel }) => channel), ["news", "sport", "arts", "news"]);
    },

    async drop_duringThePause_continuesOnTheNextConnection() {
      const all = await joined();
      all.server.answers.joinchannel = ({ channel, since }) => {
        all.server.socket.post(missed(since + 1));
        return { type: "joined", channel, position: 9, truncated: true, next: since + 1, retry_after_ms: 60_000 };
      };
      await reconnect(all);
      await reconnect(all);
      assertEqual(all.server.requestsOf("joinchannel").map(({ since }) => since), [undefined, 0, 1]);
      await all.time.pass(59_000);
      assertEqual([all.messages(), all.fanfare.state], [[1, 2], "open"]);
    },

    async leave_duringThePause_stopsJoining() {
      const all = await joined();
      all.server.answers.leavechannel = ({ channel }) => ({ type: "left", channel });
      all.server.answers.joinchannel = ({ channel }) =>
        ({ type: "joined", channel, position: 9, truncated: true, next: 1, retry_after_ms: 1_000 });
      await reconnect(all);
      await all.fanfare.leave("news");
      await all.time.pass(MINUTE);
      assertEqual(all.server.requestsOf("joinchannel").length, 2);
      assertEqual([all.events.filter(({ name }) => name === "left"), all.fanfare.state], [[], "open"]);
    },

    async rejoin_refusedInTheMiddle_emitsLeft() {
      const all = await joined();
      const answers = [
        { type: "joined", channel: "news", position: 2, truncated: true, next: 1 },
        { type: "error", error: "not_allowed", message: "no" },
      ];
      all.server.answers.joinchannel = () => answers.shift();
      await reconnect(all);
      const left = all.events.find(({ name }) => name === "left");
      assertEqual([left?.error.code, all.fanfare.channels, all.fanfare.state], ["not_allowed", [], "open"]);
    },

    async rejoin_failsInTheMiddle_reconnects() {
      const all = await joined();
      const answers = [{ type: "joined", channel: "news", position: 2, truncated: true, next: 1 }];
      all.server.answers.joinchannel = () => answers.shift() ?? { type: "error", error: "slow_down", message: "later" };
      await reconnect(all);
      assertEqual([all.fanfare.state, all.fanfare.channels], ["waiting", ["news"]]);
    },

    async join_sinceLongAgo_settlesAfterTheLastMessage() {
      const all = await joined();
      all.server.answers.joinchannel = ({ channel, since }) =>
        ({ type: "joined", channel, position: 2, ...(since < 1 && { truncated: true, next: 1, retry_after_ms: 500 }) });
      let isSettled = false;
      const joining = all.fanfare.join("old", { since: 0 }).then(() => (isSettled = true));
      await all.time.pass(499);
      assertEqual(isSettled, false);
      await all.time.pass(1);
      assertEqual(isSettled, true);
      await joining;
    },

    async request_slowDown_returnsRetryAfter() {
      const all = await joined();
      all.server.answers.sendmessage = () => ({ type: "error", error: "slow_down", message: "later", retry_after_ms: 480 });
      const error = await all.fanfare.send("news", "hi").catch((reason) => reason);
      assertEqual([error.code, error.retryAfter], ["slow_down", 480]);
    },

    async rejoin_dropInTheMiddle_continuesThere() {
      const all = await joined();
      all.server.answers.joinchannel = () => null;
      await reconnect(all);
      all.server.socket.post(message(9));
      all.server.socket.post(missed(1));
      all.server.socket.post(missed(2));
      await reconnect(all);
      assertEqual(all.server.requestsOf("joinchannel").at(-1).since, 2);
      assertEqual(all.messages(), [1, 2], "held messages are sent again:");
    },

    async rejoin_refused_emitsLeft() {
      const all = await joined();
      all.server.answers.joinchannel = () => ({ type: "error", error: "not_allowed", message: "no" });
      await reconnect(all);
      const left = all.events.find(({ name }) => name === "left");
      assertEqual([left.channel, left.error.code, all.fanfare.channels, all.fanfare.state], ["news", "not_allowed", [], "open"]);
    },

    async rejoin_slowDownWithoutRetryAfter_isRetriedLater() {
      const all = await joined();
      all.server.answers.joinchannel = () => ({ type: "error", error: "slow_down", message: "later" });
      await reconnect(all);
      assertEqual([all.fanfare.state, all.fanfare.channels], ["waiting", ["news"]]);
    },

    async ownMessage_catchingUp_isNotDelivered() {
      const all = await joined();
      all.server.answers.sendmessage = () => ({ type: "sent", channel: "news", id: "m1" });
      await all.fanfare.send("news", "mine");
      all.server.answers.joinchannel = ({ channel }) => {
        [1, 2].forEach((position) => all.server.socket.post(missed(position)));
        return { type: "joined", channel, position: 2 };
      };
      await reconnect(all);
      assertEqual(all.messages(), [2]);
    },

    async broadcast_deliveredLive_isNotRepeatedByCatchUp() {
      const all = await joined();
      all.server.socket.post({ x: 1, channel: "news", position: 1 });
      all.server.socket.post({ type: "broadcast", data: "hello", channel: "news", position: 2 });
      ["to users", { x: 2 }, null].forEach((data) => all.server.socket.post(data));
      all.server.answers.joinchannel = ({ channel }) => {
        [{ x: 1 }, "hello", { x: 3 }].forEach((data, at) => all.server.socket.post(missed(at + 1, data)));
        return { type: "joined", channel, position: 3 };
      };
      await reconnect(all);
      assertEqual(all.broadcasts(), [{ x: 1, channel: "news", position: 1 }, "hello", "to users", { x: 2 }, null, { x: 3 }]);
      assertEqual(all.server.requestsOf("joinchannel").at(-1).since, 2);
    },

    async order_messagesOvertake_areDeliveredByPosition() {
      const all = await joined();
      [3, 1, 5, 2, 4].forEach((number) => all.server.socket.post(message(number)));
      assertEqual(all.messages(), [1, 2, 3, 4, 5]);
      await all.time.pass(MINUTE);
      assertEqual(all.server.requestsOf("listmessages"), [], "no message was missing:");
    },

    async order_anyPermutationWithDuplicates_isDeliveredOnceByPosition() {
      let seed = 7;
      const random = (below) => (seed = (seed * 48_271) % 2_147_483_647) % below;
      for (let round = 0; round < 50; round++) {
        const all = await joined();
        const numbers = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((one) => (random(2) ? [one, one] : [one]));
        numbers.map((one) => [random(1_000), one]).sort(([a], [b]) => a - b)
          .forEach(([, one]) => all.server.socket.post(message(one)));
        assertEqual(all.messages(), [1, 2, 3, 4, 5, 6, 7, 8], `round ${round}`);
      }
    },

    async gap_remains_isFetchedAfterGapWait() {
      const all = await joined({ gapWait: 400 });
      all.server.answers.listmessages = ({ channel, since, before }) => {
        assertEqual([channel, since, before], ["news", 1, 4]);
        return { type: "messages", channel, next: null, messages: [2, 3].map((position) => ({ ...missed(position), type: undefined })) };
      };
      [1, 4, 5].forEach((number) => all.server.socket.post(message(number)));
      await all.time.pass(399);
      assertEqual(all.messages(), [1]);
      await all.time.pass(1);
      assertEqual(all.messages(), [1, 2, 3, 4, 5]);
      all.server.socket.post(message(3));
      all.server.socket.post(message(6));
      assertEqual(all.messages(), [1, 2, 3, 4, 5, 6], "late duplicates:");
      assertEqual(all.time.delays().length, 2, "timers for ping and renewal:");
    },

    async gap_ofManyMessages_isFetchedPageByPage() {
      const all = await joined();
      all.server.answers.listmessages = ({ channel, since }) => ({
        type: "messages", channel, next: since < 200 ? since + 100 : null,
        messages: Array.from({ length: Math.min(100, 249 - since) }, (_, at) => ({ ...missed(since + at + 1), type: undefined })),
      });
      all.server.socket.post(message(250));
      await all.time.pass(1_000);
      assertEqual(all.messages(), Array.from({ length: 250 }, (_, at) => at + 1));
      assertEqual(all.server.requestsOf("listmessages").length, 3);
    },

    async gap_notInTheArchive_isSkipped() {
      const all = await joined();
      all.server.answers.listmessages = ({ channel }) => ({ type: "messages", channel, next: null, messages: [] });
      all.server.socket.post(message(3));
      await all.time.pass(1_000);
      assertEqual(all.messages(), [3]);
    },

    async gap_messageForAPartOfTheChannel_isNotDelivered() {
      const all = await joined();
      all.server.answers.listmessages = ({ channel }) => ({
        type: "messages", channel, next: null, messages: [{ ...missed(1), narrowed: true }],
      });
      all.server.socket.post(message(2));
      await all.time.pass(1_000);
      assertEqual(all.messages(), [2]);
      all.server.socket.post(message(1));
      assertEqual(all.messages(), [2, 1], "a late push is for us:");
    },

    async gap_messageTooLargeForAPage_isFetchedByRejoin() {
      const all = await joined();
      all.server.answers.listmessages = ({ channel }) => ({
        type: "messages", channel, next: null, messages: [{ position: 1, id: "m1", sent_at: 1, bytes: 99_999 }],
      });
      all.server.answers.joinchannel = ({ channel, since }) => {
        assertEqual(since, 0);
        all.server.socket.post(missed(1));
        all.server.socket.post(missed(2));
        return { type: "joined", channel, position: 2 };
      };
      all.server.socket.post(message(2));
      await all.time.pass(1_000);
      assertEqual(all.messages(), [1, 2]);
    },

    async gap_archiveFails_isSkippedAfterThreeAttempts() {
      const all = await joined();
      all.server.answers.listmessages = () => ({ type: "error", error: "slow_down", message: "later" });
      all.server.socket.post(message(2));
      await all.time.pass(2_999);
      assertEqual(all.messages(), []);
      await all.time.pass(1);
      assertEqual(all.messages(), [2]);
      assertEqual(all.server.requestsOf("listmessages").length, 3);
    },

    async gap_connectionLost_catchesUpInstead() {
      const all = await joined();
      all.server.socket.post(message(2));
      all.server.answers.joinchannel = ({ channel, since }) => {
        [1, 2].filter((one) => one > since).forEach((position) => all.server.socket.post(missed(position)));
        return { type: "joined", channel, position: 2 };
      };
      await reconnect(all);
      assertEqual([all.messages(), all.server.requestsOf("listmessages").length], [[1, 2], 0]);
    },

    async gap_ofOurOwnMessage_isIgnored() {
      const all = await joined();
      all.server.answers.sendmessage = () => ({ type: "sent", channel: "news", id: "m1", position: 1 });
      all.server.socket.post(message(2));
      await all.fanfare.send("news", "mine");
      assertEqual(all.messages(), [2]);
    },

    async broadcast_toTwoJoinedChannels_isDeliveredOnce() {
      const all = await joined();
      await all.fanfare.join("sport");
      all.server.answers.joinchannel = ({ channel }) => {
        all.server.socket.post({ ...missed(channel === "news" ? 1 : 2, { x: 1 }, "sale"), channel });
        return { type: "joined", channel, position: 2 };
      };
      all.server.socket.post({ x: 1, positions: { news: 1, sport: 2 } });
      assertEqual(all.events.at(-1).positions, { news: 1, sport: 2 });
      await reconnect(all);
      assertEqual(all.broadcasts().length, 1);
    },

    async change_olderThanAnEarlierOne_isDropped() {
      const all = await joined();
      const change = (position, v, sequence_number, id = "a") => all.server.socket.post({
        table: "t", event: "MODIFY", sequence_number, keys: { id }, item: { v }, channel: "news", position,
      });
      change(1, 0, "9");
      change(2, 2, "20000000000000000000000000000000001");
      change(3, 1, "20000000000000000000000000000000000");
      change(4, 3, "20000000000000000000000000000000002");
      change(5, 9, "5", "b");
      assertEqual(all.broadcasts().map(({ item }) => item.v), [0, 2, 3, 9]);
    },

    async join_since_isSent() {
      const all = await joined();
      await all.fanfare.join("old", { since: "2026-01-01T00:00:00Z" });
      assertEqual(all.server.requestsOf("joinchannel").at(-1).since, "2026-01-01T00:00:00Z");
    },

    async join_refused_isNotJoinedAgain() {
      const all = await joined();
      all.server.answers.joinchannel = () => ({ type: "error", error: "too_many", message: "50" });
      await assertFails(all.fanfare.join("more"), "too_many");
      assertEqual(all.fanfare.channels, ["news"]);
    },

    async join_repeatedAndRefused_stillDelivers() {
      const all = await joined();
      all.server.answers.joinchannel = () => ({ type: "error", error: "slow_down", message: "later" });
      await assertFails(all.fanfare.join("news"), "slow_down");
      all.server.socket.post(message(1));
      assertEqual(all.messages(), [1]);
    },

    async leave_joined_isNotJoinedAgain() {
      const all = await joined();
      all.server.answers.leavechannel = ({ channel }) => ({ type: "left", channel });
      await all.fanfare.leave("news");
      await reconnect(all);
      assertEqual(all.server.requestsOf("joinchannel").length, 1);
    },

    async request_responsesInAnotherOrder_areMatched() {
      const { fanfare, server } = await joined();
      const first = fanfare.count("a");
      const second = fanfare.count("b");
      const [a, b] = server.requestsOf("countmembers");
      server.socket.post({ type: "count", members: 2, request_id: b.request_id });
      server.socket.post({ type: "count", members: 1, request_id: a.request_id });
      assertEqual([await first, await second], [1, 2]);
    },

    async request_noResponse_timesOutAndLeavesNoTimer() {
      const { fanfare, time } = await joined();
      const timers = time.timers.size;
      const request = assertFails(fanfare.request("listchannels"), "timeout");
      await time.pass(30_000);
      await request;
      assertEqual(time.timers.size, timers);
    },

    async request_errorResponse_failsWithTheServersCode() {
      const { fanfare, server } = await joined();
      server.answers.sendmessage = () => ({ type: "error", error: "not_joined", message: "join first" });
      await assertFails(fanfare.send("other", 1), "not_joined");
    },

    async request_connectionLost_failsImmediately() {
      const { fanfare, server } = await joined();
      const request = assertFails(fanfare.request("listchannels"), "disconnected");
      server.socket.drop();
      await request;
      await assertFails(fanfare.request("listchannels"), "disconnected");
    },

    async idle_eightAndAHalfMinutes_pingsOnce() {
      const { server, time } = await joined();
      await time.pass(8.5 * MINUTE - 1);
      assertEqual(server.requestsOf("ping").length, 0);
      await time.pass(1);
      assertEqual(server.requestsOf("ping").length, 1);
      await time.pass(45 * MINUTE);
      assertEqual(server.requestsOf("ping").length, 6);
      assertEqual(server.sockets.length, 1, "a pong without request_id is a response:");
    },

    async idle_randomSpread_pingsUpToAMinuteEarlier() {
      for (const [value, minutes] of [[0, 9], [1, 8]]) {
        const { server, time, fanfare, randomness } = await make();
        randomness.value = value;
        fanfare.connect();
        await settle();
        server.socket.accept();
        await time.pass(minutes * MINUTE - 1);
        assertEqual(server.requestsOf("ping").length, 0);
        await time.pass(1);
        assertEqual(server.requestsOf("ping").length, 1);
      }
    },

    async send_aboveTheLargestFrame_failsAndKeepsTheConnection() {
      const { server, fanfare } = await joined();
      const before = server.requests.length;
      const error = await fanfare.send("news", "ä".repeat(16 * 1024)).catch((refused) => refused);
      assertEqual(error.code, "too_large");
      assertEqual(error.message.includes("at most 32768 bytes"), true);
      assertEqual(server.requests.length, before);
      assertEqual(fanfare.state, "open");
    },

    async reconnect_twice_keepsASinglePingTimer() {
      const all = await joined();
      await reconnect(all);
      await reconnect(all);
      const before = all.server.requestsOf("ping").length;
      await all.time.pass(18 * MINUTE);
      assertEqual(all.server.requestsOf("ping").length - before, 2);
      assertEqual(all.time.delays().length, 2, "timers for ping and renewal:");
    },

    async ping_noResponse_reconnects() {
      const { server, time, fanfare } = await joined();
      server.answers.ping = () => null;
      server.deaf = true;
      fanfare.check();
      await time.pass(10_000);
      assertEqual(fanfare.state, "waiting");
      await time.pass(2_000);
      assertEqual(server.sockets.length, 1, "the old socket gets time to close:");
      await time.pass(1_000);
      assertEqual(server.sockets.length, 2);
    },

    async check_waiting_connectsImmediately() {
      const { server, fanfare, randomness } = await joined();
      randomness.value = 0.9;
      server.socket.drop();
      fanfare.check();
      fanfare.check();
      await settle();
      assertEqual(server.sockets.length, 2);
    },

    async renew_beforeTwoHours_closesTheOldSocketFirst() {
      const { server, time, states } = await joined();
      await time.pass(100 * MINUTE - 1);
      assertEqual(server.sockets.length, 1);
      await time.pass(1);
      assertEqual(server.sockets.length, 2, "110 minutes minus half of the spread:");
      assertEqual(server.sockets[0].readyState, 3);
      server.socket.accept();
      await settle();
      assertEqual(server.maxOpen, 1, "sockets at the same time:");
      assertEqual(states(), ["connecting", "open", "connecting", "open"]);
    },

    async renew_requestInFlight_waitsForTheResponse() {
      const { server, time, fanfare } = await joined();
      await time.pass(100 * MINUTE - 500);
      const request = fanfare.request("listchannels");
      await time.pass(900);
      assertEqual(server.sockets.length, 1);
      const { request_id } = server.requestsOf("listchannels")[0];
      server.socket.post({ type: "channels", request_id });
      await request;
      await time.pass(1_000);
      assertEqual(server.sockets.length, 2);
    },

    async reconnect_frameOnTheOldSocket_isIgnored() {
      const { server, fanfare, messages } = await joined();
      server.deaf = true;
      const [old] = server.sockets;
      fanfare.reconnect();
      old.post(message(1));
      await settle();
      assertEqual([messages(), server.sockets.length], [[], 1]);
      old.drop(1000);
      await settle();
      assertEqual(server.sockets.length, 2);
    },

    async close_whileWaiting_stopsEverything() {
      const { server, time, fanfare } = await joined();
      server.socket.drop();
      const again = assertFails(fanfare.connect(), "closed");
      fanfare.close();
      await again;
      await time.pass(5 * 60 * MINUTE);
      assertEqual([server.sockets.length, time.timers.size, fanfare.state], [1, 0, "closed"]);
    },

    async frames_invalidJsonAndErrors_areProblems() {
      const { server, events } = await joined();
      server.socket.onmessage({ data: "Internal server error {" });
      server.socket.post({ type: "error", error: "slow_down", message: "too fast" });
      assertEqual(events.filter(({ name }) => name === "problem").map(({ error }) => error), ["not_json", "slow_down"]);
    },

    async presence_live_isOneEventPerChange() {
      const { server, events } = await joined();
      const about = (user, id, event) => ({ event, user_id: user, connection_id: id, at: 1 });
      const changes = [about("eve", "c7", "joined"), about("me", "c", "joined"), about("bob", "c8", "left")];
      server.socket.post({ type: "presence", channel: "news", events: changes });
      const presence = events.filter(({ name }) => name === "presence");
      assertEqual(presence.map(({ channel, event, user_id }) => [channel, event, user_id]), [
        ["news", "joined", "eve"],
        ["news", "left", "bob"],
      ]);
    },

    async presence_ofAnEarlierVersion_isOneEvent() {
      const { server, events } = await joined();
      server.socket.post({ type: "presence", event: "joined", channel: "news", user_id: "eve" });
      assertEqual([events.at(-1).name, events.at(-1).user_id], ["presence", "eve"]);
    },

    async construct_unknownOption_throws() {
      let message = "";
      try {
        new Fanfare({ url: "ws://here/", pingEveryy: 1 });
      } catch (error) {
        message = error.message;
      }
      assertEqual(message.startsWith("unknown: pingEveryy"), true);
    },
  };

  const results = {};
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test();
      results[name] = null;
    } catch (error) {
      results[name] = error.stack;
    }
  }
  return results;
})()
