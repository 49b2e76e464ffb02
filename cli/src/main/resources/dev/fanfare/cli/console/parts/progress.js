// The progress of a broadcast: a bar, and figures.

import { facts, h, setText } from "../elements.js";
import { count, dateTime, duration, NONE, percent, total } from "../format.js";
import { chart } from "./chart.js";

/** Maximum number of points of the chart, to limit memory; older points are dropped. */
const MAX_POINTS = 600;

export function progress() {
  const bar = h("progress", { max: 1, value: 0, "aria-label": "Connections settled" });
  const values = Object.fromEntries(
    ["state", "settled", "rate", "left", "started", "took", "shards", "round", "priority"].map((name) => [
      name,
      h("span"),
    ]),
  );
  const cause = h("pre", { class: "cause", hidden: true });
  const curve = chart("Posts per second", "posts/s", MAX_POINTS);
  const element = h(
    "div",
    {},
    bar,
    facts([
      ["state", values.state],
      ["settled", values.settled],
      ["posts per second", values.rate],
      ["time left", values.left],
      ["started", values.started],
      ["took", values.took],
      ["shards", values.shards],
      ["round", values.round],
      ["priority", values.priority],
    ]),
    cause,
    curve.element,
  );

  function show(broadcast) {
    const settled = total(broadcast.outcomes);
    const share = broadcast.planned ? settled / broadcast.planned : 0;
    bar.value = broadcast.status === "SUCCEEDED" ? 1 : share;
    const isPruning = broadcast.status === "RUNNING" && broadcast.report?.final;
    setText(values.state, isPruning ? "pruning; the report is final" : broadcast.status.toLowerCase().replace("_", " "));
    values.state.dataset.state = broadcast.status;
    setText(
      values.settled,
      `${count(settled)} of ${count(broadcast.planned)} (${percent(broadcast.planned ? share : NaN)})`,
    );
    setText(values.rate, count(broadcast.postsPerSecond));
    setText(values.left, broadcast.status === "RUNNING" ? duration(broadcast.leftMillis) : "none");
    setText(values.started, dateTime(broadcast.startedAt));
    setText(values.took, duration(broadcast.tookMillis));
    setText(values.shards, `${count(broadcast.shardsFinished)} of ${count(broadcast.shards)} finished`);
    setText(values.round, `${count(broadcast.round)} of at most ${count(broadcast.maxRounds)}`);
    setText(values.priority, broadcast.request ? (broadcast.request.priority ?? "normal") : NONE);
    cause.hidden = !broadcast.cause;
    setText(cause, broadcast.cause ?? "");
    if (broadcast.status === "RUNNING" && broadcast.postsPerSecond !== null) {
      curve.add(broadcast.at / 1_000, broadcast.postsPerSecond);
    }
  }

  return { element, show, close: curve.close };
}
