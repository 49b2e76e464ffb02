// How far a broadcast is: a bar, and the figures that matter while it runs.

import { facts, h, tell } from "../elements.js";
import { count, dateTime, duration, NONE, percent, total } from "../format.js";
import { chart } from "./chart.js";

/** Seconds that the curve of posts shows; older ones are dropped, so an hour costs no more than these. */
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
    const prunes = broadcast.status === "RUNNING" && broadcast.report?.final;
    tell(values.state, prunes ? "pruning, the report is final" : broadcast.status.toLowerCase().replace("_", " "));
    values.state.dataset.state = broadcast.status;
    tell(
      values.settled,
      `${count(settled)} of ${count(broadcast.planned)} (${percent(broadcast.planned ? share : NaN)})`,
    );
    tell(values.rate, count(broadcast.postsPerSecond));
    tell(values.left, broadcast.status === "RUNNING" ? duration(broadcast.leftMillis) : "none");
    tell(values.started, dateTime(broadcast.startedAt));
    tell(values.took, duration(broadcast.tookMillis));
    tell(values.shards, `${count(broadcast.shardsFinished)} of ${count(broadcast.shards)} finished`);
    tell(values.round, `${count(broadcast.round)} of at most ${count(broadcast.maxRounds)}`);
    tell(values.priority, broadcast.request ? (broadcast.request.priority ?? "normal") : NONE);
    cause.hidden = !broadcast.cause;
    tell(cause, broadcast.cause ?? "");
    if (broadcast.status === "RUNNING" && broadcast.postsPerSecond !== null) {
      curve.add(broadcast.at / 1_000, broadcast.postsPerSecond);
    }
  }

  return { element, show, close: curve.close };
}
