// The state machine as a picture and as a table, with the progress of each state.

import { pathOf, read } from "../api.js";
import { h, svg, setText } from "../elements.js";
import { count, duration, NONE } from "../format.js";
import { layOut } from "./machine-layout.js";

const WIDTH = 208;
const HEIGHT = 46;
const GAP_X = 40;
const GAP_Y = 30;
const LANE = 12;
const MARGIN = 90;

export function machine(id, frame) {
  const picture = svg("svg", { class: "machine", role: "img", "aria-label": "The state machine" });
  const rows = h("tbody");
  const element = h(
    "div",
    { class: "steps" },
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Picture of the steps" }, picture),
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": "Table of the steps" },
      h(
        "table",
        {},
        h("caption", { class: "visually-hidden" }, "Steps in the order in which they started"),
        h(
          "thead",
          {},
          h("tr", {}, ["step", "state", "started after", "took", "entered", "retries"].map((name) => h("th", { scope: "col" }, name))),
        ),
        rows,
      ),
    ),
  );
  let boxes = null;
  let isRequested = false;

  async function fetchDefinition() {
    isRequested = true;
    try {
      boxes = draw(picture, layOut(await read(pathOf(id, "definition"))));
    } catch (error) {
      isRequested = false;
      frame.showReadError(error);
    }
  }

  async function show(broadcast) {
    if (!isRequested) {
      await fetchDefinition();
    }
    rows.replaceChildren(...broadcast.steps.map((step) => tableRow(step)));
    for (const [name, box] of boxes ?? []) {
      const step = broadcast.steps.find((one) => one.name === name);
      box.group.dataset.state = step?.state ?? "waiting";
      setText(box.about, step ? aboutStep(step, broadcast, box.isMap) : box.inside);
    }
  }

  return { element, show };
}

function tableRow(step) {
  const cells = [
    step.state,
    duration(step.afterMillis),
    duration(step.millis),
    count(step.entered),
    count(step.retries),
  ];
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, step.name),
    cells.map((text, at) => h("td", at === 0 ? { "data-state": step.state } : {}, text)),
  );
}

function aboutStep(step, broadcast, isMap) {
  const times = step.entered > 1 ? `${step.entered} × ` : "";
  const shards = isMap
    ? ` · ${count(broadcast.shardsFinished)} of ${count(broadcast.shards)} shards`
    : "";
  return `${times}${step.millis === null ? NONE : duration(step.millis)}${shards}`;
}

/** @return the elements that change, by name of the state */
function draw(picture, { nodes, edges, ranks, columns }) {
  const width = columns * (WIDTH + GAP_X) - GAP_X + 2 * MARGIN;
  const height = ranks * (HEIGHT + GAP_Y);
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  picture.style.maxWidth = `${width}px`;
  const places = new Map(
    nodes.map((node) => [
      node.name,
      { ...node, x: MARGIN + node.column * (WIDTH + GAP_X), y: node.rank * (HEIGHT + GAP_Y) + 4 },
    ]),
  );
  const arrow = svg(
    "marker",
    { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" },
    svg("path", { d: "M0,0 L8,4 L0,8 z" }),
  );
  const lanes = { left: 0, right: 0 };
  picture.replaceChildren(
    svg("defs", {}, arrow),
    ...edges.flatMap((edge) => line(edge, places, width, lanes)),
  );
  const boxes = new Map();
  for (const place of places.values()) {
    const box = boxOf(place);
    boxes.set(place.name, box);
    picture.append(box.group);
  }
  return boxes;
}

function boxOf({ name, state, x, y }) {
  const about = svg("text", { x: x + WIDTH / 2, y: y + 36, "text-anchor": "middle", class: "about" });
  const group = svg(
    "g",
    { class: `state ${state.Type.toLowerCase()}`, "data-state": "waiting" },
    svg("title", {}, `${name}: ${state.Type}${state.Comment ? `. ${state.Comment}` : ""}`),
    svg("rect", { x, y, width: WIDTH, height: HEIGHT, rx: state.Type === "Choice" ? 22 : 6 }),
    svg("text", { x: x + WIDTH / 2, y: y + 19, "text-anchor": "middle" }, name),
    about,
  );
  // The states inside a Map belong to child executions; the details of a shard show them.
  const inside = state.ItemProcessor ? `each: ${Object.keys(state.ItemProcessor.States)[0]} …` : "";
  return { group, about, isMap: state.Type === "Map", inside };
}

/** Draws an edge: straight to the next rank, and around the side to all other ranks. */
function line({ from, to, kind, label }, places, width, lanes) {
  const [a, b] = [places.get(from), places.get(to)];
  const isNext = b.rank === a.rank + 1;
  const path = isNext ? down(a, b) : around(a, b, width, lanes, b.rank > a.rank);
  const edge = svg("path", { class: `edge ${kind}`, d: path, "marker-end": "url(#arrow)" });
  const labelText = isNext
    ? svg("text", { class: "label", x: a.x + WIDTH / 2 + (b.x - a.x) * 0.15 + 6, y: a.y + HEIGHT + 13 }, label)
    : null;
  return label && labelText ? [edge, labelText] : [edge];
}

function down(a, b) {
  const [x1, y1, x2, y2] = [a.x + WIDTH / 2, a.y + HEIGHT, b.x + WIDTH / 2, b.y];
  return `M${x1},${y1} C${x1},${y1 + GAP_Y} ${x2},${y2 - GAP_Y} ${x2},${y2}`;
}

/** Draws forward edges on the right side, and back edges on the left. */
function around(a, b, width, lanes, isForward) {
  const side = isForward ? "right" : "left";
  lanes[side] += 1;
  const room = Math.min(lanes[side] * LANE, MARGIN - 6);
  const lane = isForward ? width - room : room;
  const edge = (place) => (isForward ? place.x + WIDTH : place.x);
  const [y1, y2] = [a.y + HEIGHT / 2, b.y + HEIGHT / 2 + (isForward ? -6 : 6)];
  return `M${edge(a)},${y1} L${lane},${y1} L${lane},${y2} L${edge(b)},${y2}`;
}
