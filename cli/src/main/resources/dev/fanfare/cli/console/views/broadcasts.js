// The list of broadcasts, the newest first, with state and live figures.

import { pathOf, read } from "../api.js";
import { h, setText } from "../elements.js";
import { count, dateTime, duration, MISSED, NONE, percent, total } from "../format.js";
import { poll } from "../poll.js";

const STATES = ["RUNNING", "SUCCEEDED", "CANCELLED", "FAILED", "TIMED_OUT", "ABORTED"];
const COLUMNS = [
  "broadcast",
  "state",
  "started",
  "took",
  "planned",
  "delivered",
  "stale",
  "missed",
  "progress",
];
const PAGE = 50;

export function showBroadcasts(main, frame) {
  const rows = h("tbody");
  const none = h("p", { hidden: true }, "No broadcast yet. ", h("a", { href: "#/send" }, "Send one"));
  const filter = h(
    "select",
    { onchange: () => restart() },
    h("option", { value: "" }, "all states"),
    STATES.map((state) => h("option", { value: state }, state.toLowerCase().replace("_", " "))),
  );
  let limit = PAGE;
  const more = h("button", { type: "button", hidden: true, onclick: () => grow() }, "Show older");
  main.append(
    h("p", { class: "tools" }, h("label", {}, "State ", filter)),
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": "Broadcasts" },
      h(
        "table",
        {},
        h("caption", { class: "visually-hidden" }, "Broadcasts, the newest first"),
        h("thead", {}, h("tr", {}, COLUMNS.map((name) => h("th", { scope: "col" }, name)))),
        rows,
      ),
    ),
    none,
    more,
  );

  async function refresh(signal) {
    const query = new URLSearchParams({ limit, ...(filter.value && { status: filter.value }) });
    const { broadcasts, more: older } = await read(`api/broadcasts?${query}`, signal);
    frame.hideReadError();
    show(rows, broadcasts);
    none.hidden = broadcasts.length > 0;
    more.hidden = !older;
  }

  let stop = poll(refresh, frame.stack.pollMillis, frame.showReadError);
  function restart() {
    stop();
    stop = poll(refresh, frame.stack.pollMillis, frame.showReadError);
  }
  function grow() {
    limit += PAGE;
    restart();
  }
  return () => stop();
}

/** Reuses the elements of existing rows, so that focus and selection are kept. */
function show(rows, broadcasts) {
  const before = new Map([...rows.children].map((row) => [row.dataset.id, row]));
  rows.replaceChildren(
    ...broadcasts.map((broadcast) => {
      const row = before.get(broadcast.id) ?? newRow(broadcast.id);
      texts(broadcast).forEach((text, at) => setText(row.children[at + 1], text));
      row.children[1].dataset.state = broadcast.status;
      return row;
    }),
  );
}

function newRow(id) {
  const link = h("a", { href: `#/${pathOf(id).replace(/^api\//, "")}` }, id);
  return h("tr", { "data-id": id }, h("th", { scope: "row" }, link), COLUMNS.slice(1).map(() => h("td")));
}

function texts(broadcast) {
  const { outcomes, planned } = broadcast;
  const done = planned ? percent(total(outcomes) / planned) : NONE;
  return [
    broadcast.dryRun ? "dry run" : broadcast.status.toLowerCase().replace("_", " "),
    dateTime(broadcast.startedAt),
    duration(broadcast.tookMillis),
    count(planned),
    count(outcomes?.delivered),
    count(outcomes?.stale),
    outcomes ? count(broadcast.missed ?? total(outcomes, MISSED)) : NONE,
    broadcast.status === "RUNNING" ? done : NONE,
  ];
}
