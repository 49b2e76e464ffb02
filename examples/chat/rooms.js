/**
 * The list of rooms. A room is a channel, and there is no list of channels. So a client that enters a room
 * announces it in a channel that all clients join, and the archive of that channel is the list. Empty
 * rooms are not shown.
 */

const LOBBY = "chat:rooms";
const ROOM = "chat:room:";

/** Interval of announcements, in milliseconds. Clients read the archive of twice this time. */
const ANNOUNCE_EVERY = 12 * 60 * 60_000;

/** Maximum number of rooms whose members are counted, the latest announcements first. */
const MAX_SHOWN = 40;

export class Rooms {
  #fanfare;
  #now;
  /** Time of the last announcement by room, by the server's clock. */
  #announced = new Map();
  #isLoaded = false;

  constructor(fanfare, now = () => Date.now()) {
    this.#fanfare = fanfare;
    this.#now = now;
    fanfare.addEventListener("message", ({ detail }) => {
      if (detail.channel === LOBBY) {
        this.#onAnnouncement(detail);
      }
    });
  }

  static channelOf(room) {
    return ROOM + room;
  }

  /** Joins the channel of announcements, and reads earlier ones. */
  async enter() {
    await this.#fanfare.join(LOBBY);
    let since = new Date(this.#now() - 2 * ANNOUNCE_EVERY).toISOString();
    do {
      const page = await this.#fanfare.messages(LOBBY, { since, limit: 100 });
      page.messages.forEach(({ data }) => this.#onAnnouncement(data ?? {}));
      since = page.next;
    } while (since !== null);
    this.#isLoaded = true;
  }

  /** Announces a room, unless it was announced recently. */
  async announce(room) {
    const last = this.#announced.get(room) ?? 0;
    if (this.#now() - last < ANNOUNCE_EVERY) {
      return;
    }
    await this.#fanfare.send(LOBBY, { kind: "room", room });
    this.#announced.set(room, this.#now());
  }

  /** @returns `{ rooms: [{ room, members }], more }`: rooms with members, and the number of rooms not counted */
  async list() {
    if (!this.#isLoaded) {
      await this.enter();
    }
    const known = [...this.#announced].sort(([, a], [, b]) => b - a).map(([room]) => room);
    const rooms = [];
    for (const room of known.slice(0, MAX_SHOWN)) {
      const members = await this.#fanfare.count(Rooms.channelOf(room));
      if (members > 0) {
        rooms.push({ room, members });
      }
    }
    rooms.sort((a, b) => a.room.localeCompare(b.room));
    return { rooms, more: Math.max(0, known.length - MAX_SHOWN) };
  }

  #onAnnouncement({ message, sent_at }) {
    if (message?.kind === "room" && typeof message.room === "string") {
      const last = this.#announced.get(message.room) ?? 0;
      this.#announced.set(message.room, Math.max(last, sent_at));
    }
  }
}
