// The event history as a table with tens of thousands of rows. Only visible rows are in the page.

import { read } from "../api.js";
import { h, setText } from "../elements.js";
import { count, duration } from "../format.js";

const ROW = 30;
const SPARE = 8;
const PAGE = 1_000;
const COLUMNS = ["id", "after", "type", "state or resource", "detail"];

/** @param path of the events in the API */
export function historyTable(path, frame) {
  const events = [];
  let shown = events;
  let frameRequest = 0;
  let complete = false;
  const text = h("input", { type: "search", placeholder: "type, state or text", oninput: () => filter() });
  const number = h("span", { role: "status" });
  const body = h("div", { class: "rows", role: "rowgroup" });
  const view = h(
    "div",
    { class: "history", role: "table", tabindex: 0, "aria-label": "Events", onscroll: () => renderSoon() },
    h(
      "div",
      { role: "rowgroup", class: "head" },
      h("div", { role: "row" }, COLUMNS.map((name) => h("span", { role: "columnheader" }, name))),
    ),
    body,
  );
  const detail = h("div", { class: "event", hidden: true });
  const element = h(
    "div",
    {},
    h("p", { class: "tools" }, h("label", {}, "Filter ", text), number),
    view,
    detail,
  );

  /** Reads all new events. After the end of the execution, reads the rest once. */
  async function follow({ status }, signal) {
    if (complete) {
      return;
    }
    let more = true;
    while (more) {
      const after = events.at(-1)?.id ?? 0;
      const page = await read(`${path}?${new URLSearchParams({ after, limit: PAGE })}`, signal);
      events.push(...page.events.filter((event) => event.id > after));
      more = page.more && page.events.length > 0;
    }
    complete = status !== "RUNNING";
    filter();
  }

  function filter() {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    shown = words.length === 0 ? events : events.filter((event) => words.every((word) => has(event, word)));
    body.style.height = `${shown.length * ROW}px`;
    view.setAttribute("aria-rowcount", shown.length + 1);
    setText(number, `${count(shown.length)} of ${count(events.length)} events`);
    renderSoon();
  }

  function renderSoon() {
    frameRequest = frameRequest || requestAnimationFrame(render);
  }

  function render() {
    frameRequest = 0;
    const first = Math.max(0, Math.floor(view.scrollTop / ROW) - SPARE);
    const last = Math.min(shown.length, first + Math.ceil(view.clientHeight / ROW) + 2 * SPARE);
    const focused = document.activeElement?.dataset?.event;
    body.replaceChildren(...shown.slice(first, last).map((event, at) => row(event, first + at)));
    if (focused) {
      body.querySelector(`[data-event="${focused}"]`)?.focus({ preventScroll: true });
    }
  }

  function row(event, at) {
    const line = h(
      "div",
      { role: "row", "aria-rowindex": at + 2, class: event.bad ? "bad" : null },
      h(
        "span",
        { role: "cell" },
        h("button", { type: "button", "data-event": event.id, onclick: () => open(event) }, String(event.id)),
      ),
      [duration(event.ms), event.type, event.name ?? "", event.detail ?? ""].map((cell) =>
        h("span", { role: "cell", title: cell }, cell),
      ),
    );
    line.style.transform = `translateY(${at * ROW}px)`;
    return line;
  }

  async function open(event) {
    try {
      const { input, output } = await read(`${path}/${event.id}`);
      detail.hidden = false;
      detail.replaceChildren(
        h("h4", { tabindex: -1 }, `Event ${event.id}: ${event.type} ${event.name ?? ""}`),
        ...[
          ["Input", input],
          ["Output", output],
        ].flatMap(([name, json]) => (json === null ? [] : [h("h5", {}, name), block(name, json)])),
        ...(input === null && output === null ? [h("p", {}, "This event has neither input nor output.")] : []),
      );
      detail.firstChild.focus();
    } catch (error) {
      frame.showActionError(error);
    }
  }

  return { element, follow, close: () => cancelAnimationFrame(frameRequest) };
}

function has(event, word) {
  return [event.type, event.name, event.detail].some((text) => text?.toLowerCase().includes(word));
}

function block(name, json) {
  return h("pre", { tabindex: 0, role: "region", "aria-label": name }, pretty(json));
}

/** Formats JSON with line breaks; returns other texts unchanged. */
function pretty(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
