/**
 * The chat without its page: it takes typed lines and returns lines to show.
 *
 * Members of a room send each other one of these messages:
 *   { kind: "text", text }   { kind: "joined" }   { kind: "left" }   { kind: "renamed", was }
 * The server adds the sender, so nobody can impersonate another user.
 */
import { FanfareError } from "./fanfare.js";
import { Rooms } from "./rooms.js";
import { nicknameProblem, roomProblem } from "./rules.js";

const HELP = [
  "/nick            show your nickname",
  "/nick <name>     change your nickname",
  "/join <room>     enter a room, and leave the current one",
  "/room            show your room",
  "/ls              list the people in your room, or all rooms if you are in none",
  "/quit            leave your room",
  "/help            show this help",
  "Anything else is sent to everyone in your room.",
];

/** Maximum number of members to list; a page of the server has up to 100. */
const MAX_MEMBERS = 500;

export class Chat {
  #fanfare;
  #rooms;
  #show;
  #nickname = null;
  #room = null;
  #lines = Promise.resolve();
  #commands = {
    help: () => HELP.forEach((line) => this.#info(line)),
    nick: (name) => (name === "" ? this.#showNickname() : this.#rename(name)),
    join: (room) => this.#join(room),
    room: () => this.#info(this.#room === null ? "You are not in a room." : `You are in ${this.#room}.`),
    ls: () => (this.#room === null ? this.#listRooms() : this.#listMembers()),
    quit: () => this.#quit(),
  };

  /**
   * @param connect creates the Fanfare client; its argument is a function that returns the nickname
   * @param show called with each line to show: `{ kind, text, from? }`, where the kind is "text",
   *     "notice" (actions of others), "info" (the result of a command) or "error"
   */
  constructor(connect, show) {
    this.#show = show;
    this.#fanfare = connect(() => this.#nickname);
    this.#rooms = new Rooms(this.#fanfare);
    this.#fanfare.addEventListener("message", ({ detail }) => this.#onMessage(detail));
    this.#fanfare.addEventListener("broadcast", ({ detail }) => this.#onBroadcast(detail.data));
    this.#fanfare.addEventListener("left", ({ detail }) => this.#onRemoved(detail));
    this.#fanfare.addEventListener("state", ({ detail }) => this.#announceAgain(detail.state));
    this.#fanfare.addEventListener("problem", ({ detail }) => this.#error(detail.message));
    this.#info("Welcome. Type your nickname, then /help for a list of commands.");
  }

  get nickname() {
    return this.#nickname;
  }

  get room() {
    return this.#room;
  }

  /** Handles a typed line. Lines are handled one after the other; the promise settles when this one is done. */
  enter(line) {
    this.#lines = this.#lines.then(() => this.#handle(line.trim())).catch((error) => this.#showFailure(error));
    return this.#lines;
  }

  /** Announces the departure to the room, if there is a connection. Then closes it. */
  async end() {
    if (this.#room !== null && this.#fanfare.state === "open") {
      this.#sendToRoom({ kind: "left" }).catch(() => {}); // The page is closing and cannot show an error.
    }
    this.#fanfare.close();
  }

  async #handle(line) {
    const [, command, rest] = /^\/(\S*)\s*(.*)$/su.exec(line) ?? [];
    if (line === "") {
      return;
    }
    if (command !== undefined && !Object.hasOwn(this.#commands, command)) {
      this.#error(`There is no command /${command}. Type /help for a list of commands.`);
    } else if (command === "help") {
      this.#commands.help();
    } else if (this.#nickname === null) {
      await this.#logIn(line, command);
    } else if (command !== undefined) {
      await this.#commands[command](rest.trim());
    } else {
      await this.#say(line);
    }
  }

  /** Takes the nickname, and connects with it. */
  async #logIn(line, command) {
    if (command !== undefined) {
      this.#error("First type your nickname.");
      return;
    }
    if (!this.#isNickname(line)) {
      return;
    }
    this.#nickname = line.normalize("NFC");
    await this.#whenConnected(this.#fanfare.connect(), async () => {
      this.#info(`Hello, ${this.#nickname}. Enter a room with /join <room>; /ls shows the rooms.`);
      await this.#rooms.enter();
    });
  }

  /**
   * Runs a task when the connection is open. If the first attempt fails, it throws the error, so that
   * the user can type other lines, such as another nickname, while the client keeps trying.
   */
  async #whenConnected(connection, task) {
    const failure = new Promise((_, reject) => {
      const onState = ({ detail: { state, reason } }) => {
        if (state === "waiting") {
          reject(new FanfareError("disconnected", reason));
        }
        if (state === "waiting" || state === "open") {
          this.#fanfare.removeEventListener("state", onState);
        }
      };
      this.#fanfare.addEventListener("state", onState);
    });
    await Promise.race([connection.then(task), failure]);
  }

  #isNickname(name) {
    const problem = nicknameProblem(name.normalize("NFC"));
    if (problem !== null) {
      this.#error(`Not a nickname: ${problem}.`);
    }
    return problem === null;
  }

  #showNickname() {
    this.#info(`You are ${this.#nickname}.`);
  }

  /** Changes the nickname. This needs a new connection, because a connection has a fixed user. */
  async #rename(name) {
    const was = this.#nickname;
    if (name.normalize("NFC") === was || !this.#isNickname(name)) {
      this.#showNickname();
      return;
    }
    this.#nickname = name.normalize("NFC");
    await this.#whenConnected(this.#fanfare.reconnect(), async () => {
      this.#info(`You are now ${this.#nickname}.`);
      if (this.#room !== null) {
        await this.#sendToRoom({ kind: "renamed", was });
      }
    });
  }

  async #join(name) {
    const room = name.normalize("NFC");
    const problem = roomProblem(room);
    if (problem !== null) {
      this.#error(`/join <room>: ${problem}.`);
      return;
    }
    if (room === this.#room) {
      this.#info(`You are already in ${room}.`);
      return;
    }
    if (this.#room !== null) {
      await this.#quit();
    }
    await this.#fanfare.join(Rooms.channelOf(room));
    this.#room = room;
    this.#info(`You are in ${room}.`);
    await this.#sendToRoom({ kind: "joined" });
    await this.#rooms.announce(room);
  }

  async #quit() {
    if (this.#room === null) {
      this.#info("You are not in a room.");
      return;
    }
    const room = this.#room;
    await this.#sendToRoom({ kind: "left" });
    await this.#fanfare.leave(Rooms.channelOf(room));
    this.#room = null;
    this.#info(`You have left ${room}.`);
  }

  async #say(text) {
    if (this.#room === null) {
      this.#error("You are not in a room, so nobody would receive this. Enter one with /join <room>.");
      return;
    }
    await this.#sendToRoom({ kind: "text", text });
    this.#show({ kind: "text", from: this.#nickname, text });
  }

  async #listRooms() {
    const { rooms, more } = await this.#rooms.list();
    if (rooms.length === 0) {
      this.#info("Nobody is in any room. Open one with /join <room>.");
    }
    rooms.forEach(({ room, members }) => this.#info(`${room} (${members})`));
    if (more > 0) {
      this.#info(`… and ${more} older rooms`);
    }
  }

  async #listMembers() {
    const names = new Set();
    let after;
    do {
      const page = await this.#fanfare.members(Rooms.channelOf(this.#room), { limit: 100, after });
      page.members.forEach(({ user_id }) => names.add(user_id));
      after = page.next;
    } while (after !== null && names.size < MAX_MEMBERS);
    this.#info(`In ${this.#room}: ${[...names].sort((a, b) => a.localeCompare(b)).join(", ")}`);
    if (after !== null) {
      this.#info("… and others");
    }
  }

  /** Announces the room again after each reconnect, at least every two hours, so that it stays on the list. */
  #announceAgain(state) {
    if (state === "open" && this.#room !== null) {
      this.#rooms.announce(this.#room).catch((error) => this.#showFailure(error));
    }
  }

  #sendToRoom(message) {
    return this.#fanfare.send(Rooms.channelOf(this.#room), message);
  }

  #onMessage({ channel, from, message }) {
    if (this.#room === null || channel !== Rooms.channelOf(this.#room)) {
      return;
    }
    switch (message?.kind) {
      case "joined":
        this.#notice(`${from} has joined`);
        break;
      case "left":
        this.#notice(`${from} has left`);
        break;
      case "renamed":
        this.#notice(`${message.was} is now ${from}`);
        break;
      default: // Other clients of the room may send any JSON.
        this.#show({ kind: "text", from, text: readable(message?.text ?? message) });
    }
  }

  #onBroadcast(data) {
    this.#notice(`To everyone: ${readable(data?.text ?? data)}`);
  }

  /** Leaves a room that could not be joined again after a reconnect. */
  #onRemoved({ channel, error }) {
    if (this.#room !== null && channel === Rooms.channelOf(this.#room)) {
      this.#error(`You are no longer in ${this.#room}: ${error.message}.`);
      this.#room = null;
    }
  }

  #showFailure(error) {
    if (!(error instanceof FanfareError)) {
      throw error; // A programming error: the browser's console shows it.
    }
    const isUncertain = error.code === "disconnected" || error.code === "timeout";
    this.#error(isUncertain ? `That may have failed: ${error.message}` : `Refused: ${error.message}`);
  }

  #notice(text) {
    this.#show({ kind: "notice", text });
  }

  #info(text) {
    this.#show({ kind: "info", text });
  }

  #error(text) {
    this.#show({ kind: "error", text });
  }
}

function readable(json) {
  return typeof json === "string" ? json : JSON.stringify(json);
}
