// The client script with sockets, time and chance of the test: nothing waits, everything is exact.
// Evaluated in a page of the browser; its value is { name: failure or null }.
(async () => {
  const { Fanfare, FanfareError } = await import("/fanfare.js");

  const MINUTE = 60_000;

  /** Lets everything run that only waits for promises. */
  const settle = async () => {
    for (let i = 0; i < 100; i++) {
      await Promise.resolve();
    }
  };

  /** A clock, and timers that fire when it is moved. */
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

  /** A server whose sockets do what the test says; they answer joins and pings by themselves. */
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
          server.most = Math.max(server.most ?? 0, server.open);
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
            // The gateway answers pings itself, and repeats nothing.
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

    asked(action) {
      return this.requests.filter((request) => request.action === action);
    }
  }

  /** What the archive keeps of a message, and what the server posts. */
  const kept = (number) => ({
    type: "message", channel: "news", message: number, from: "bob", connection_id: "b", sent_at: 5_000 + number, id: `m${number}`,
  });
  const message = (number) => ({ ...kept(number), position: number });
  const missed = (position, data = kept(position), id = data.id ?? `b${position}`) => ({
    type: "missed", channel: "news", position, id, sent_at: 5_000 + position, data,
  });

  /** A client, with all that it is given and all that it told. */
  const make = async (options = {}) => {
    const time = new Time();
    const server = new Server();
    const chance = { value: 0.5 };
    const { setTimeout, clearTimeout, now } = time;
    const environment = { WebSocket: server.WebSocket, random: () => chance.value, setTimeout, clearTimeout, now };
    const fanfare = new Fanfare({ url: "ws://here/", environment, ...options });
    const heard = [];
    for (const name of ["state", "message", "broadcast", "presence", "left", "problem"]) {
      fanfare.addEventListener(name, ({ detail }) => heard.push({ name, ...detail }));
    }
    return {
      time, server, chance, fanfare, heard,
      states: () => heard.filter(({ name }) => name === "state").map(({ state }) => state),
      messages: () => heard.filter(({ name }) => name === "message").map((event) => event.message),
      broadcasts: () => heard.filter(({ name }) => name === "broadcast").map((event) => event.data),
    };
  };

  /** The same, connected, and in a channel. */
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
  const dropped = async ({ time, server }) => {
    server.socket.drop();
    await time.pass(30_000);
    server.socket.accept();
    await settle();
  };

  const equal = (actual, expected, what = "") => {
    const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (a !== e) {
      throw new Error(`${what} expected ${e} but was ${a}`);
    }
  };

  const fails = async (promise, code) => {
    const error = await promise.then(() => null, (reason) => reason);
    equal(error instanceof FanfareError && error.code, code, "error");
  };

  /** What API Gateway says itself; it names no request of ours. */
  const refusal = (message = "Too Many Requests") => ({ message, connectionId: "c", requestId: "r" });

  const tests = {
    async throttled_request_isAskedAgainAfterAWaitThatGrows() {
      const { fanfare, server, time, heard } = await joined();
      const asked = fanfare.send("news", "hi");
      server.socket.post(refusal());
      await time.pass(374);
      equal(server.asked("sendmessage").length, 1, "sent before the wait is over:");
      await time.pass(1);
      equal(server.asked("sendmessage").length, 2);
      server.socket.post(refusal());
      await time.pass(749);
      equal(server.asked("sendmessage").length, 2);
      await time.pass(1);
      const [first, , third] = server.asked("sendmessage");
      equal(third, first, "the same request");
      server.socket.post({ type: "sent", channel: "news", id: "m1", position: 1, request_id: first.request_id });
      equal((await asked).id, "m1");
      equal(heard.filter(({ name }) => name !== "state"), [], "events");
    },

    async throttled_oneOfTwoRequests_isAskedAgainOnceTheOtherIsAnswered() {
      const { fanfare, server, time } = await joined();
      const sent = fanfare.send("news", "hi");
      const listed = fanfare.request("listchannels");
      server.socket.post(refusal());
      await time.pass(5_000);
      equal(server.requests.length, 3, "nobody knows yet which it was:");
      const [{ request_id }] = server.asked("sendmessage");
      server.socket.post({ type: "sent", channel: "news", id: "m1", position: 1, request_id });
      await sent;
      await time.pass(375);
      equal([server.asked("sendmessage").length, server.asked("listchannels").length], [1, 2]);
      server.socket.post({ type: "channels", request_id: server.asked("listchannels")[0].request_id });
      await listed;
    },

    async throttled_untilItsTimeIsOver_fails() {
      const { fanfare, server, time } = await joined();
      const asked = fails(fanfare.request("listchannels"), "slow_down");
      for (let second = 0, refused = 0; second < 40; second++) {
        if (server.asked("listchannels").length > refused) {
          refused++;
          server.socket.post(refusal());
        }
        await time.pass(1_000);
      }
      await asked;
      const tries = server.asked("listchannels").length;
      equal(tries > 3 && tries < 9, true, `${tries} tries:`);
    },

    async throttled_joinAfterALoss_waitsOnItsConnection() {
      const all = await joined();
      const { joinchannel } = all.server.answers;
      all.server.answers.joinchannel = () => null;
      await dropped(all);
      all.server.socket.post(refusal());
      all.server.answers.joinchannel = joinchannel;
      await all.time.pass(375);
      equal([all.states().at(-1), all.server.sockets.length], ["open", 2]);
    },

    async throttled_connectionLost_isNotAskedAgain() {
      const all = await joined();
      const asked = fails(all.fanfare.request("listchannels"), "disconnected");
      all.server.socket.post(refusal());
      await dropped(all);
      await asked;
      equal(all.server.asked("listchannels").length, 1);
    },

    async gatewayError_ofTheOnlyRequest_failsItAndNothingIsRepeated() {
      const { fanfare, server, time } = await joined();
      const asked = fails(fanfare.send("news", "hi"), "gateway_error");
      server.socket.post(refusal("Internal server error"));
      await asked;
      await time.pass(5_000);
      equal(server.asked("sendmessage").length, 1);
    },

    async gatewayErrors_ofTwoKinds_failBothSinceNobodyKnowsWhoseTheyAre() {
      const { fanfare, server, time } = await joined();
      const both = [fails(fanfare.send("news", 1), "gateway_error"), fails(fanfare.send("news", 2), "gateway_error")];
      server.socket.post(refusal("Internal server error"));
      server.socket.post(refusal());
      await Promise.all(both);
      await time.pass(5_000);
      equal(server.asked("sendmessage").length, 2);
    },

    async gatewayError_withoutARequest_isAProblemAndNoBroadcast() {
      const { server, heard } = await joined();
      server.socket.post(refusal("Forbidden"));
      equal(heard.filter(({ name }) => name !== "state").map(({ name, error, message }) => [name, error, message]), [
        ["problem", "gateway_error", "Forbidden"],
      ]);
    },

    async connect_refused_waitsLongerEachTimeUpToTheCap() {
      const { fanfare, server, time, chance, heard } = await make();
      chance.value = 0.999999;
      fanfare.connect();
      await settle();
      for (let i = 0; i < 9; i++) {
        server.socket.drop();
        await time.pass(30_000);
      }
      const delays = heard.filter(({ state }) => state === "waiting").map(({ delay }) => delay);
      equal(delays, [500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
    },

    async connect_refused_waitsAnywhereFromZero() {
      const { fanfare, server, time, chance, heard } = await make();
      chance.value = 0;
      fanfare.connect();
      await settle();
      server.socket.drop();
      await time.pass(0);
      equal(heard.find(({ state }) => state === "waiting").delay, 0);
      equal(server.sockets.length, 2);
    },

    async connect_functionForAddress_isAskedAnewEachTime() {
      let token = 0;
      const all = await make({ url: async () => `ws://here/?token=${++token}` });
      all.fanfare.connect();
      await settle();
      await dropped(all);
      equal(all.server.sockets.map(({ url }) => url), ["ws://here/?token=1", "ws://here/?token=2"]);
    },

    async connect_noAddressToBeHad_isTriedAgain() {
      let calls = 0;
      const url = () => (++calls < 3 ? Promise.reject(new Error("no token")) : "ws://here/");
      const { fanfare, server, time, heard } = await make({ url });
      fanfare.connect();
      await time.pass(MINUTE);
      equal(server.sockets.length, 2, "the last one timed out;");
      equal(heard.find(({ state }) => state === "waiting").reason, "no token");
    },

    async connect_neverOpens_isGivenUpAndTriedAgain() {
      const { fanfare, server, time } = await make();
      fanfare.connect();
      await time.pass(44_999);
      equal(server.sockets.length, 1);
      await time.pass(1_000);
      equal(server.sockets.length, 2);
      equal(server.most, 1, "sockets at once");
    },

    async drop_afterALongLife_beginsTheBackOffAnew() {
      const all = await joined();
      await dropped(all);
      await all.time.pass(10_000);
      await dropped(all);
      equal(all.heard.filter(({ state }) => state === "waiting").map(({ delay }) => delay), [250, 250]);
    },

    async drop_rightAfterOpening_keepsBackingOff() {
      const all = await joined();
      all.server.socket.drop();
      await all.time.pass(250);
      all.server.socket.accept();
      await settle();
      all.server.socket.drop();
      equal(all.heard.at(-1).delay, 500);
    },

    async drop_joined_joinsAgainFromThePositionItKnows() {
      const all = await joined();
      all.server.position = 7;
      await dropped(all);
      await dropped(all);
      equal(all.server.asked("joinchannel").map(({ since }) => since), [undefined, 0, 7]);
      equal(all.states().at(-1), "open");
    },

    async drop_messagesMeanwhile_eachComesOnceInOrder() {
      const all = await joined();
      all.server.socket.post(message(1));
      all.server.answers.joinchannel = ({ channel }) => {
        [1, 2, 3].forEach((position) => all.server.socket.post(missed(position)));
        return { type: "joined", channel, position: 3 };
      };
      await dropped(all);
      all.server.socket.post(message(3));
      all.server.socket.post(message(4));
      equal(all.messages(), [1, 2, 3, 4]);
    },

    async rejoin_newMessageBeforeTheMissed_comesAfterThem() {
      const all = await joined();
      all.server.answers.joinchannel = () => null;
      await dropped(all);
      const { request_id } = all.server.asked("joinchannel").at(-1);
      all.server.socket.post(message(3));
      all.server.socket.post(missed(1));
      all.server.socket.post(missed(2));
      equal(all.messages(), [1, 2]);
      all.server.socket.post({ type: "joined", channel: "news", position: 2, request_id });
      await settle();
      equal(all.messages(), [1, 2, 3]);
    },

    async rejoin_messageTooLargeForItsEnvelope_isTakenFromTheNextFrame() {
      const all = await joined();
      all.server.answers.joinchannel = ({ channel }) => {
        all.server.socket.post({ ...missed(1), data: undefined, data_follows: true });
        all.server.socket.post(message(3));
        all.server.socket.post(kept(1));
        all.server.socket.post(missed(2));
        return { type: "joined", channel, position: 2 };
      };
      await dropped(all);
      equal(all.messages(), [1, 2, 3]);
    },

    async rejoin_moreThanOneAnswerBrings_goesOnUntilAllIsThere() {
      const all = await joined();
      all.server.answers.joinchannel = ({ channel, since }) => {
        all.server.socket.post(missed(since + 1));
        all.server.socket.post(message(4));
        return { type: "joined", channel, position: 3, ...(since < 2 && { truncated: true, next: since + 1 }) };
      };
      await dropped(all);
      equal(all.messages(), [1, 2, 3, 4]);
      equal(all.server.asked("joinchannel").map(({ since }) => since), [undefined, 0, 1, 2]);
    },

    async rejoin_truncatedByTheBudget_goesOnWhenTheAnswerSays() {
      const all = await joined();
      all.server.answers.joinchannel = ({ channel, since }) => {
        all.server.socket.post(missed(since + 1));
        return { type: "joined", channel, position: 2, ...(since < 1 && { truncated: true, next: 1, retry_after_ms: 60_000 }) };
      };
      await dropped(all);
      equal([all.fanfare.state, all.messages()], ["open", [1]], "the page goes on meanwhile:");
      all.server.socket.post(message(3));
      await all.time.pass(59_999);
      equal(all.messages(), [1]);
      await all.time.pass(1);
      equal([all.messages(), all.server.sockets.length], [[1, 2, 3], 2]);
      equal(all.server.asked("joinchannel").map(({ since }) => since), [undefined, 0, 1]);
    },

    async rejoin_slowDownInTheMiddle_waitsAndGoesOnOnTheSameConnection() {
      const all = await joined();
      const answers = [
        { type: "joined", channel: "news", position: 2, truncated: true, next: 1 },
        { type: "error", error: "slow_down", message: "later", retry_after_ms: 700 },
        { type: "joined", channel: "news", position: 2 },
      ];
      all.server.answers.joinchannel = () => answers.shift();
      await dropped(all);
      await all.time.pass(699);
      equal(all.server.asked("joinchannel").map(({ since }) => since), [undefined, 0, 1]);
      await all.time.pass(1);
      equal(all.server.asked("joinchannel").map(({ since }) => since), [undefined, 0, 1, 1]);
      equal([all.fanfare.state, all.server.sockets.length], ["open", 2]);
    },

    async rejoin_slowDownAtOnce_waitsWithinTheSameAttempt() {
      const all = await joined();
      const answers = [{ type: "error", error: "slow_down", message: "later", retry_after_ms: 40_000 }];
      all.server.answers.joinchannel = ({ channel }) => answers.shift() ?? { type: "joined", channel, position: 0 };
      await dropped(all);
      equal(all.fanfare.state, "connecting");
      await all.time.pass(40_000);
      equal([all.fanfare.state, all.server.sockets.length], ["open", 2]);
    },

    async rejoin_severalChannels_catchUpOneAfterTheOther() {
      const all = await joined();
      await all.fanfare.join("sport");
      await all.fanfare.join("arts");
      all.server.answers.joinchannel = () => null;
      await dropped(all);
      const rest = () => all.server.asked("joinchannel").slice(3);
      const answer = async (fields) => {
        const { channel, request_id } = rest().at(-1);
        all.server.socket.post({ type: "joined", channel, position: 0, ...fields, request_id });
        await settle();
      };
      equal(rest().map(({ channel }) => channel), ["news"]);
      await answer({ truncated: true, next: 0, retry_after_ms: 5_000 });
      equal(rest().map(({ channel }) => channel), ["news", "sport"], "all are joined before any goes on:");
      await answer();
      equal(rest().map(({ channel }) => channel), ["news", "sport", "arts"]);
      await answer();
      equal(all.fanfare.state, "open");
      await all.time.pass(5_000);
      equal(rest().map(({ channel }) => channel), ["news", "sport", "arts", "news"]);
    },

    async drop_whileWaitingToGoOn_goesOnFromThereOnTheNextConnection() {
      const all = await joined();
      all.server.answers.joinchannel = ({ channel, since }) => {
        all.server.socket.post(missed(since + 1));
        return { type: "joined", channel, position: 9, truncated: true, next: since + 1, retry_after_ms: 60_000 };
      };
      await dropped(all);
      await dropped(all);
      equal(all.server.asked("joinchannel").map(({ since }) => since), [undefined, 0, 1]);
      await all.time.pass(59_000);
      equal([all.messages(), all.fanfare.state], [[1, 2], "open"]);
    },

    async leave_whileWaitingToGoOn_joinsNoMore() {
      const all = await joined();
      all.server.answers.leavechannel = ({ channel }) => ({ type: "left", channel });
      all.server.answers.joinchannel = ({ channel }) =>
        ({ type: "joined", channel, position: 9, truncated: true, next: 1, retry_after_ms: 1_000 });
      await dropped(all);
      await all.fanfare.leave("news");
      await all.time.pass(MINUTE);
      equal(all.server.asked("joinchannel").length, 2);
      equal([all.heard.filter(({ name }) => name === "left"), all.fanfare.state], [[], "open"]);
    },

    async rejoin_refusedInTheMiddle_tellsThatTheChannelIsLeft() {
      const all = await joined();
      const answers = [
        { type: "joined", channel: "news", position: 2, truncated: true, next: 1 },
        { type: "error", error: "not_allowed", message: "no" },
      ];
      all.server.answers.joinchannel = () => answers.shift();
      await dropped(all);
      const left = all.heard.find(({ name }) => name === "left");
      equal([left?.error.code, all.fanfare.channels, all.fanfare.state], ["not_allowed", [], "open"]);
    },

    async rejoin_failsInTheMiddle_connectsAgain() {
      const all = await joined();
      const answers = [{ type: "joined", channel: "news", position: 2, truncated: true, next: 1 }];
      all.server.answers.joinchannel = () => answers.shift() ?? { type: "error", error: "slow_down", message: "later" };
      await dropped(all);
      equal([all.fanfare.state, all.fanfare.channels], ["waiting", ["news"]]);
    },

    async join_sinceLongAgo_settlesWhenAllIsThere() {
      const all = await joined();
      all.server.answers.joinchannel = ({ channel, since }) =>
        ({ type: "joined", channel, position: 2, ...(since < 1 && { truncated: true, next: 1, retry_after_ms: 500 }) });
      let isSettled = false;
      const joining = all.fanfare.join("old", { since: 0 }).then(() => (isSettled = true));
      await all.time.pass(499);
      equal(isSettled, false);
      await all.time.pass(1);
      equal(isSettled, true);
      await joining;
    },

    async request_slowDown_saysWhenToTryAgain() {
      const all = await joined();
      all.server.answers.sendmessage = () => ({ type: "error", error: "slow_down", message: "later", retry_after_ms: 480 });
      const error = await all.fanfare.send("news", "hi").catch((reason) => reason);
      equal([error.code, error.retryAfter], ["slow_down", 480]);
    },

    async rejoin_dropsInTheMiddle_goesOnWhereItStopped() {
      const all = await joined();
      all.server.answers.joinchannel = () => null;
      await dropped(all);
      all.server.socket.post(message(9));
      all.server.socket.post(missed(1));
      all.server.socket.post(missed(2));
      await dropped(all);
      equal(all.server.asked("joinchannel").at(-1).since, 2);
      equal(all.messages(), [1, 2], "what was held comes again:");
    },

    async rejoin_refused_tellsThatTheChannelIsLeft() {
      const all = await joined();
      all.server.answers.joinchannel = () => ({ type: "error", error: "not_allowed", message: "no" });
      await dropped(all);
      const left = all.heard.find(({ name }) => name === "left");
      equal([left.channel, left.error.code, all.fanfare.channels, all.fanfare.state], ["news", "not_allowed", [], "open"]);
    },

    async rejoin_slowDown_isTriedAgainLater() {
      const all = await joined();
      all.server.answers.joinchannel = () => ({ type: "error", error: "slow_down", message: "later" });
      await dropped(all);
      equal([all.fanfare.state, all.fanfare.channels], ["waiting", ["news"]]);
    },

    async ownMessage_catchingUp_isNotTold() {
      const all = await joined();
      all.server.answers.sendmessage = () => ({ type: "sent", channel: "news", id: "m1" });
      await all.fanfare.send("news", "mine");
      all.server.answers.joinchannel = ({ channel }) => {
        [1, 2].forEach((position) => all.server.socket.post(missed(position)));
        return { type: "joined", channel, position: 2 };
      };
      await dropped(all);
      equal(all.messages(), [2]);
    },

    async broadcast_cameLive_isNotToldAgainWhenCatchingUp() {
      const all = await joined();
      all.server.socket.post({ x: 1, channel: "news", position: 1 });
      all.server.socket.post({ type: "broadcast", data: "hello", channel: "news", position: 2 });
      ["to users", { x: 2 }, null].forEach((data) => all.server.socket.post(data));
      all.server.answers.joinchannel = ({ channel }) => {
        [{ x: 1 }, "hello", { x: 3 }].forEach((data, at) => all.server.socket.post(missed(at + 1, data)));
        return { type: "joined", channel, position: 3 };
      };
      await dropped(all);
      equal(all.broadcasts(), [{ x: 1, channel: "news", position: 1 }, "hello", "to users", { x: 2 }, null, { x: 3 }]);
      equal(all.server.asked("joinchannel").at(-1).since, 2);
    },

    async order_messagesOvertake_areHandedOverByPosition() {
      const all = await joined();
      [3, 1, 5, 2, 4].forEach((number) => all.server.socket.post(message(number)));
      equal(all.messages(), [1, 2, 3, 4, 5]);
      await all.time.pass(MINUTE);
      equal(all.server.asked("listmessages"), [], "nothing was missing:");
    },

    async order_anyPermutationWithDoubles_isHandedOverByPositionAndOnce() {
      let seed = 7;
      const random = (below) => (seed = (seed * 48_271) % 2_147_483_647) % below;
      for (let round = 0; round < 50; round++) {
        const all = await joined();
        const numbers = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((one) => (random(2) ? [one, one] : [one]));
        numbers.map((one) => [random(1_000), one]).sort(([a], [b]) => a - b)
          .forEach(([, one]) => all.server.socket.post(message(one)));
        equal(all.messages(), [1, 2, 3, 4, 5, 6, 7, 8], `round ${round}`);
      }
    },

    async gap_staysOpen_isFetchedAfterTheWait() {
      const all = await joined({ gapWait: 400 });
      all.server.answers.listmessages = ({ channel, since, before }) => {
        equal([channel, since, before], ["news", 1, 4]);
        return { type: "messages", channel, next: null, messages: [2, 3].map((position) => ({ ...missed(position), type: undefined })) };
      };
      [1, 4, 5].forEach((number) => all.server.socket.post(message(number)));
      await all.time.pass(399);
      equal(all.messages(), [1]);
      await all.time.pass(1);
      equal(all.messages(), [1, 2, 3, 4, 5]);
      all.server.socket.post(message(3));
      all.server.socket.post(message(6));
      equal(all.messages(), [1, 2, 3, 4, 5, 6], "what comes later all the same:");
      equal(all.time.delays().length, 2, "timers, ping and renewal:");
    },

    async gap_ofManyMessages_isFetchedPageByPage() {
      const all = await joined();
      all.server.answers.listmessages = ({ channel, since }) => ({
        type: "messages", channel, next: since < 200 ? since + 100 : null,
        messages: Array.from({ length: Math.min(100, 249 - since) }, (_, at) => ({ ...missed(since + at + 1), type: undefined })),
      });
      all.server.socket.post(message(250));
      await all.time.pass(1_000);
      equal(all.messages(), Array.from({ length: 250 }, (_, at) => at + 1));
      equal(all.server.asked("listmessages").length, 3);
    },

    async gap_notInTheArchive_isPassedOver() {
      const all = await joined();
      all.server.answers.listmessages = ({ channel }) => ({ type: "messages", channel, next: null, messages: [] });
      all.server.socket.post(message(3));
      await all.time.pass(1_000);
      equal(all.messages(), [3]);
    },

    async gap_messageForAPartOfTheChannel_isNotHandedOver() {
      const all = await joined();
      all.server.answers.listmessages = ({ channel }) => ({
        type: "messages", channel, next: null, messages: [{ ...missed(1), narrowed: true }],
      });
      all.server.socket.post(message(2));
      await all.time.pass(1_000);
      equal(all.messages(), [2]);
      all.server.socket.post(message(1));
      equal(all.messages(), [2, 1], "what is pushed late was meant for us:");
    },

    async gap_messageTooLargeForAPage_comesByJoiningAgain() {
      const all = await joined();
      all.server.answers.listmessages = ({ channel }) => ({
        type: "messages", channel, next: null, messages: [{ position: 1, id: "m1", sent_at: 1, bytes: 99_999 }],
      });
      all.server.answers.joinchannel = ({ channel, since }) => {
        equal(since, 0);
        all.server.socket.post(missed(1));
        all.server.socket.post(missed(2));
        return { type: "joined", channel, position: 2 };
      };
      all.server.socket.post(message(2));
      await all.time.pass(1_000);
      equal(all.messages(), [1, 2]);
    },

    async gap_archiveRefuses_isPassedOverAfterThreeTries() {
      const all = await joined();
      all.server.answers.listmessages = () => ({ type: "error", error: "slow_down", message: "later" });
      all.server.socket.post(message(2));
      await all.time.pass(2_999);
      equal(all.messages(), []);
      await all.time.pass(1);
      equal(all.messages(), [2]);
      equal(all.server.asked("listmessages").length, 3);
    },

    async gap_connectionLost_catchesUpInstead() {
      const all = await joined();
      all.server.socket.post(message(2));
      all.server.answers.joinchannel = ({ channel, since }) => {
        [1, 2].filter((one) => one > since).forEach((position) => all.server.socket.post(missed(position)));
        return { type: "joined", channel, position: 2 };
      };
      await dropped(all);
      equal([all.messages(), all.server.asked("listmessages").length], [[1, 2], 0]);
    },

    async gap_ofOurOwnMessage_isNone() {
      const all = await joined();
      all.server.answers.sendmessage = () => ({ type: "sent", channel: "news", id: "m1", position: 1 });
      all.server.socket.post(message(2));
      await all.fanfare.send("news", "mine");
      equal(all.messages(), [2]);
    },

    async broadcast_toTwoJoinedChannels_isHandedOverOnce() {
      const all = await joined();
      await all.fanfare.join("sport");
      all.server.answers.joinchannel = ({ channel }) => {
        all.server.socket.post({ ...missed(channel === "news" ? 1 : 2, { x: 1 }, "sale"), channel });
        return { type: "joined", channel, position: 2 };
      };
      all.server.socket.post({ x: 1, positions: { news: 1, sport: 2 } });
      equal(all.heard.at(-1).positions, { news: 1, sport: 2 });
      await dropped(all);
      equal(all.broadcasts().length, 1);
    },

    async change_olderThanOneBefore_isDropped() {
      const all = await joined();
      const change = (position, v, sequence_number, id = "a") => all.server.socket.post({
        table: "t", event: "MODIFY", sequence_number, keys: { id }, item: { v }, channel: "news", position,
      });
      change(1, 0, "9");
      change(2, 2, "20000000000000000000000000000000001");
      change(3, 1, "20000000000000000000000000000000000");
      change(4, 3, "20000000000000000000000000000000002");
      change(5, 9, "5", "b");
      equal(all.broadcasts().map(({ item }) => item.v), [0, 2, 3, 9]);
    },

    async join_since_isHandedOn() {
      const all = await joined();
      await all.fanfare.join("old", { since: "2026-01-01T00:00:00Z" });
      equal(all.server.asked("joinchannel").at(-1).since, "2026-01-01T00:00:00Z");
    },

    async join_refused_isNotJoinedAgain() {
      const all = await joined();
      all.server.answers.joinchannel = () => ({ type: "error", error: "too_many", message: "50" });
      await fails(all.fanfare.join("more"), "too_many");
      equal(all.fanfare.channels, ["news"]);
    },

    async join_refusedAgain_keepsTellingWhatComes() {
      const all = await joined();
      all.server.answers.joinchannel = () => ({ type: "error", error: "slow_down", message: "later" });
      await fails(all.fanfare.join("news"), "slow_down");
      all.server.socket.post(message(1));
      equal(all.messages(), [1]);
    },

    async leave_joined_isNotJoinedAgain() {
      const all = await joined();
      all.server.answers.leavechannel = ({ channel }) => ({ type: "left", channel });
      await all.fanfare.leave("news");
      await dropped(all);
      equal(all.server.asked("joinchannel").length, 1);
    },

    async request_answersInAnotherOrder_findTheirRequests() {
      const { fanfare, server } = await joined();
      const first = fanfare.count("a");
      const second = fanfare.count("b");
      const [a, b] = server.asked("countmembers");
      server.socket.post({ type: "count", members: 2, request_id: b.request_id });
      server.socket.post({ type: "count", members: 1, request_id: a.request_id });
      equal([await first, await second], [1, 2]);
    },

    async request_noAnswer_failsInTimeAndLeavesNoTimer() {
      const { fanfare, time } = await joined();
      const timers = time.timers.size;
      const asked = fails(fanfare.request("listchannels"), "timeout");
      await time.pass(30_000);
      await asked;
      equal(time.timers.size, timers);
    },

    async request_errorAnswer_failsWithTheServersWord() {
      const { fanfare, server } = await joined();
      server.answers.sendmessage = () => ({ type: "error", error: "not_joined", message: "join first" });
      await fails(fanfare.send("other", 1), "not_joined");
    },

    async request_connectionLost_failsAtOnce() {
      const { fanfare, server } = await joined();
      const asked = fails(fanfare.request("listchannels"), "disconnected");
      server.socket.drop();
      await asked;
      await fails(fanfare.request("listchannels"), "disconnected");
    },

    async idle_almostNineMinutes_pingsOnce() {
      const { server, time } = await joined();
      await time.pass(8.5 * MINUTE - 1);
      equal(server.asked("ping").length, 0);
      await time.pass(1);
      equal(server.asked("ping").length, 1);
      await time.pass(45 * MINUTE);
      equal(server.asked("ping").length, 6);
      equal(server.sockets.length, 1, "a pong without request_id is an answer:");
    },

    async idle_byChance_pingsUpToAMinuteEarlier() {
      for (const [value, minutes] of [[0, 9], [1, 8]]) {
        const { server, time, fanfare, chance } = await make();
        chance.value = value;
        fanfare.connect();
        await settle();
        server.socket.accept();
        await time.pass(minutes * MINUTE - 1);
        equal(server.asked("ping").length, 0);
        await time.pass(1);
        equal(server.asked("ping").length, 1);
      }
    },

    async send_aboveTheLargestFrame_isRefusedHereAndKeepsTheConnection() {
      const { server, fanfare } = await joined();
      const before = server.requests.length;
      const error = await fanfare.send("news", "ä".repeat(16 * 1024)).catch((refused) => refused);
      equal(error.code, "too_large");
      equal(error.message.includes("at most 32768 bytes"), true);
      equal(server.requests.length, before);
      equal(fanfare.state, "open");
    },

    async reconnect_twice_keepsASinglePingTimer() {
      const all = await joined();
      await dropped(all);
      await dropped(all);
      const before = all.server.asked("ping").length;
      await all.time.pass(18 * MINUTE);
      equal(all.server.asked("ping").length - before, 2);
      equal(all.time.delays().length, 2, "timers, ping and renewal:");
    },

    async ping_noAnswer_takesTheConnectionForDead() {
      const { server, time, fanfare } = await joined();
      server.answers.ping = () => null;
      server.deaf = true;
      fanfare.check();
      await time.pass(10_000);
      equal(fanfare.state, "waiting");
      await time.pass(2_000);
      equal(server.sockets.length, 1, "the old socket is given time to close:");
      await time.pass(1_000);
      equal(server.sockets.length, 2);
    },

    async check_waiting_connectsAtOnce() {
      const { server, fanfare, chance } = await joined();
      chance.value = 0.9;
      server.socket.drop();
      fanfare.check();
      fanfare.check();
      await settle();
      equal(server.sockets.length, 2);
    },

    async renew_beforeTwoHours_isOneSocketAfterTheOther() {
      const { server, time, states } = await joined();
      await time.pass(100 * MINUTE - 1);
      equal(server.sockets.length, 1);
      await time.pass(1);
      equal(server.sockets.length, 2, "110 minutes less half of the spread:");
      equal(server.sockets[0].readyState, 3);
      server.socket.accept();
      await settle();
      equal(server.most, 1, "sockets at once");
      equal(states(), ["connecting", "open", "connecting", "open"]);
    },

    async renew_requestOnItsWay_waitsForItsAnswer() {
      const { server, time, fanfare } = await joined();
      await time.pass(100 * MINUTE - 500);
      const asked = fanfare.request("listchannels");
      await time.pass(900);
      equal(server.sockets.length, 1);
      const { request_id } = server.asked("listchannels")[0];
      server.socket.post({ type: "channels", request_id });
      await asked;
      await time.pass(1_000);
      equal(server.sockets.length, 2);
    },

    async reconnect_oldSocketSpeaks_isNotHeard() {
      const { server, fanfare, messages } = await joined();
      server.deaf = true;
      const [old] = server.sockets;
      fanfare.reconnect();
      old.post(message(1));
      await settle();
      equal([messages(), server.sockets.length], [[], 1]);
      old.drop(1000);
      await settle();
      equal(server.sockets.length, 2);
    },

    async close_whateverTheState_endsEverything() {
      const { server, time, fanfare } = await joined();
      server.socket.drop();
      const again = fails(fanfare.connect(), "closed");
      fanfare.close();
      await again;
      await time.pass(5 * 60 * MINUTE);
      equal([server.sockets.length, time.timers.size, fanfare.state], [1, 0, "closed"]);
    },

    async frames_noJsonAndErrors_areProblems() {
      const { server, heard } = await joined();
      server.socket.onmessage({ data: "Internal server error {" });
      server.socket.post({ type: "error", error: "slow_down", message: "too fast" });
      equal(heard.filter(({ name }) => name === "problem").map(({ error }) => error), ["not_json", "slow_down"]);
    },

    async presence_live_isAnEventOfItsOwn() {
      const { server, heard } = await joined();
      const about = (user, id, event) => ({ event, user_id: user, connection_id: id, at: 1 });
      const events = [about("eve", "c7", "joined"), about("me", "c", "joined"), about("bob", "c8", "left")];
      server.socket.post({ type: "presence", channel: "news", events });
      const told = heard.filter(({ name }) => name === "presence");
      equal(told.map(({ channel, event, user_id }) => [channel, event, user_id]), [
        ["news", "joined", "eve"],
        ["news", "left", "bob"],
      ]);
    },

    async presence_ofAnEarlierVersion_isOneEvent() {
      const { server, heard } = await joined();
      server.socket.post({ type: "presence", event: "joined", channel: "news", user_id: "eve" });
      equal([heard.at(-1).name, heard.at(-1).user_id], ["presence", "eve"]);
    },

    async construct_unknownOption_isRefused() {
      let told = "";
      try {
        new Fanfare({ url: "ws://here/", pingEveryy: 1 });
      } catch (error) {
        told = error.message;
      }
      equal(told.startsWith("unknown: pingEveryy"), true);
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
