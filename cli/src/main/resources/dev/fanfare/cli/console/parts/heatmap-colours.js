// The colour schemes of the cells, and their legends.

import { colour } from "../colours.js";
import { duration, MISSED, percent, total } from "../format.js";

const STEPS = 5;

/** In all schemes, cells of shards that have not started are empty. */
export const COLOURINGS = [
  { name: "state" },
  { name: "duration", value: (row) => row.updatedAt - row.startedAt, write: duration },
  { name: "delivered", value: (row) => row.delivered / Math.max(1, total(row)), write: percent },
  { name: "stale", value: (row) => row.stale / Math.max(1, total(row)), write: percent },
  { name: "missed", value: (row) => total(row, MISSED) / Math.max(1, total(row)), write: percent },
];

/** @return `{of(row, at): {colour, share}, legend: [[name, colour]…]}` */
export function colouring(name, table) {
  const chosen = COLOURINGS.find((one) => one.name === name);
  return chosen.value ? byValue(chosen, table) : byState(table);
}

function byState(table) {
  const colours = {
    waiting: colour("--line"),
    running: colour("--running"),
    finished: colour("--delivered"),
    "with missed": colour("--slow"),
    unfinished: colour("--refused"),
  };
  return {
    legend: Object.entries(colours),
    of(row, at) {
      const state = table.state(row, at);
      if (state === "running") {
        return { colour: colours.running, share: filled(row, table, at) };
      }
      const shown = state === "finished" && total(row, MISSED) > 0 ? "with missed" : state;
      return { colour: colours[shown], share: 1 };
    },
  };
}

/** Returns the finished share of a running shard: from its row for now, and estimated from the time for the past. */
function filled(row, table, at) {
  const done = total(row) / Math.max(1, row.connections);
  const passed = (at - row.startedAt) / Math.max(1, row.updatedAt - row.startedAt);
  return Math.max(0.15, Math.min(1, at < table.at ? done * Math.min(1, passed) : done));
}

function byValue({ value, write }, table) {
  const known = [...table.all()].filter(Boolean).map(value);
  const min = known.reduce((low, one) => Math.min(low, one), Infinity);
  const max = known.reduce((high, one) => Math.max(high, one), -Infinity);
  const step = (one) =>
    max > min ? Math.min(STEPS - 1, Math.floor(((one - min) / (max - min)) * STEPS)) : 0;
  const background = colour("--line");
  const colours = Array.from({ length: STEPS }, (_, at) => colour(`--heat-${at + 1}`));
  return {
    legend:
      known.length === 0
        ? []
        : max > min
          ? colours.map((one, at) => [write(min + ((max - min) * (at + 0.5)) / STEPS), one])
          : [[write(min), colours[0]]],
    of: (row, at) =>
      table.state(row, at) === "waiting"
        ? { colour: background, share: 1 }
        : { colour: colours[step(value(row))], share: 1 },
  };
}
