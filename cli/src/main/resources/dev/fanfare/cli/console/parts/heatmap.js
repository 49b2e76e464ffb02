// All shards of a round in one picture: one cell per shard, at any time from the start until now.

import { h, setText } from "../elements.js";
import { count, duration, MISSED, percent, total } from "../format.js";
import { draw, gridOf } from "./heatmap-canvas.js";
import { colouring, COLOURINGS } from "./heatmap-colours.js";
import { ShardTable } from "./shard-table.js";

/** Number of steps of the slider, for any duration of the broadcast. */
const STEPS = 1_000;

export function heatmap(open, frame) {
  const table = new ShardTable();
  const rounds = h("select", { onchange: () => render() });
  const colour = h(
    "select",
    { onchange: () => render() },
    COLOURINGS.map(({ name }) => h("option", {}, name)),
  );
  const slider = h("input", { type: "range", min: 0, max: STEPS, value: STEPS, oninput: () => render() });
  const moment = h("output");
  const canvas = h("canvas", { role: "img", onclick: clicked, onmousemove: hovered });
  const chosen = h("input", { type: "number", min: 0, value: 0, oninput: () => render() });
  const opener = h("button", { type: "button", onclick: () => openChosen() }, "Open");
  const about = h("p", { class: "about" });
  const legend = h("p", { class: "legend", "aria-hidden": "true" });
  const none = h("p", {}, "No shard has started yet.");
  const map = h(
    "div",
    { hidden: true },
    h(
      "p",
      { class: "tools" },
      h("label", {}, "Round ", rounds),
      h("label", {}, "Colour ", colour),
      h("label", { class: "wide" }, "Time ", slider),
      moment,
    ),
    canvas,
    legend,
    h("p", { class: "tools" }, h("label", {}, "Shard ", chosen), opener),
    about,
  );
  const element = h("div", { class: "heatmap" }, none, map);
  let broadcast = null;
  let grid = null;
  let frameRequest = 0;

  function clicked(event) {
    const index = grid?.at(event.offsetX, event.offsetY);
    if (index !== undefined) {
      chosen.value = index;
      render();
      openChosen();
    }
  }

  function hovered(event) {
    const index = grid?.at(event.offsetX, event.offsetY);
    canvas.title = index === undefined ? "" : describe(table, index, now());
  }

  function openChosen() {
    const shard = table.name(Number(chosen.value));
    if (shard) {
      open(shard);
    } else {
      frame.announce(`Shard ${chosen.value} has not started`);
    }
  }

  function isLive() {
    return Number(slider.value) === STEPS;
  }

  function now() {
    const end = broadcast.endedAt ?? table.at;
    return isLive()
      ? Math.max(end, table.at)
      : broadcast.startedAt + ((end - broadcast.startedAt) * Number(slider.value)) / STEPS;
  }

  function render() {
    frameRequest = frameRequest || requestAnimationFrame(paint);
  }

  function paint() {
    frameRequest = 0;
    if (map.hidden || !element.isConnected) {
      return;
    }
    table.choose(Number(rounds.value));
    const at = now();
    const shades = colouring(colour.value, table);
    grid = gridOf(canvas.parentElement.clientWidth, table.size);
    draw(canvas, grid, (index) => shades.of(table.row(index), at), Number(chosen.value));
    setText(moment, isLive() ? "now" : `${duration(at - broadcast.startedAt)} after the start`);
    chosen.max = Math.max(0, table.size - 1);
    setText(about, describe(table, Number(chosen.value), at));
    legend.replaceChildren(
      ...shades.legend.map(([name, shade]) => {
        const key = h("span", { class: "key" });
        key.style.background = shade;
        return h("span", {}, key, name);
      }),
    );
    canvas.setAttribute("aria-label", summary(table, at));
  }

  function show(shards, current) {
    broadcast = current;
    table.fill(shards);
    none.hidden = table.rounds.length > 0;
    map.hidden = table.rounds.length === 0;
    const known = [...rounds.options].map((option) => Number(option.value));
    for (const round of table.rounds.filter((number) => !known.includes(number))) {
      const isNewest = rounds.selectedIndex === rounds.options.length - 1;
      rounds.append(h("option", { value: round }, String(round)));
      if (isNewest && known.length > 0) {
        rounds.value = round;
      }
    }
    render();
  }

  const watch = new ResizeObserver(() => render());
  watch.observe(element);
  window.addEventListener("fanfare-theme", render);

  return {
    element,
    show,
    close() {
      cancelAnimationFrame(frameRequest);
      watch.disconnect();
      window.removeEventListener("fanfare-theme", render);
    },
  };
}

function summary(table, at) {
  const states = table.tally(at);
  return `${count(table.size)} shards: ${Object.entries(states)
    .map(([state, number]) => `${count(number)} ${state}`)
    .join(", ")}`;
}

function describe(table, index, at) {
  const row = table.row(index);
  if (!row) {
    return `Shard ${index}: ${table.state(row, at) === "waiting" ? "not started" : "unfinished, without a row"}`;
  }
  const state = table.state(row, at);
  const length = duration(Math.max(0, (state === "running" ? at : row.updatedAt) - row.startedAt));
  const missed = total(row, MISSED);
  return [
    `Shard ${index}: ${state} ${state === "waiting" ? "" : `after ${length}`}`.trim(),
    `${count(total(row))} of ${count(row.connections)} settled`,
    `${count(row.delivered)} delivered (${percent(row.delivered / Math.max(1, row.connections))})`,
    `${count(row.stale)} stale`,
    `${count(missed)} missed`,
    `${count(row.posts)} posts`,
  ].join(", ");
}
