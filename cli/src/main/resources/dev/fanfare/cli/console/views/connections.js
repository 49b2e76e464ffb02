// The number of connections over time, and the share of stale ones.

import { read } from "../api.js";
import { facts, h, section, setText } from "../elements.js";
import { count, dateTime, percent } from "../format.js";
import { poll } from "../poll.js";
import { chart } from "../parts/chart.js";

const MAX_POINTS = 2_000;
/** The data has one point per minute, so more frequent reads would show nothing new. */
const EVERY_MILLIS = 10_000;

export function showConnections(main, frame) {
  const now = h("span");
  const stale = h("span");
  const curve = chart("Connections and stale share, from broadcasts to everyone", ["connections", "stale %"], MAX_POINTS);
  const traffic = chart("Connects and disconnects per minute", ["connects", "disconnects"], MAX_POINTS);
  const rows = h("tbody");
  const none = h("p", {}, "There has been no broadcast to everyone yet.");
  main.append(
    facts([
      ["connections at the last broadcast to everyone", now],
      ["stale share of that broadcast", stale],
    ]),
    none,
    curve.element,
    traffic.element,
    section(
      "Broadcasts to everyone",
      h(
        "table",
        {},
        h("caption", { class: "visually-hidden" }, "Connections and stale share"),
        h("thead", {}, h("tr", {}, ["when", "connections", "stale", "share"].map((name) => h("th", { scope: "col" }, name)))),
        rows,
      ),
    ),
  );

  async function refresh(signal) {
    const { audiences, traffic: minutes } = await read("api/connections", signal);
    frame.hideReadError();
    none.hidden = audiences.length > 0;
    const last = audiences.at(-1);
    setText(now, count(last?.connections));
    setText(stale, percent(last ? last.stale / Math.max(1, last.connections) : NaN));
    for (const { at, connections, stale: gone } of audiences) {
      curve.add(at / 1_000, connections, (100 * gone) / Math.max(1, connections));
    }
    for (const { at, connected, left } of minutes) {
      traffic.add(at / 1_000, connected, left);
    }
    rows.replaceChildren(...audiences.slice(-20).reverse().map(tableRow));
  }

  const stop = poll(refresh, Math.max(EVERY_MILLIS, frame.stack.pollMillis), frame.showReadError);
  return () => {
    stop();
    curve.close();
    traffic.close();
  };
}

function tableRow({ at, connections, stale }) {
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, dateTime(at)),
    [count(connections), count(stale), percent(stale / Math.max(1, connections))].map((text) => h("td", {}, text)),
  );
}
