// Compares the estimate with the result.

import { h, setText } from "../elements.js";
import { count, duration, money, NONE, percent } from "../format.js";

const ROWS = [
  { name: "time to the report", estimated: (estimate) => duration(estimate.reportedMillis), measured: ({ report }) => duration(report?.tookMillis), off: offTime },
  { name: "posts", estimated: (estimate) => count(estimate.connections), measured: ({ posts }) => count(posts), off: offPosts },
  { name: "cost on AWS", estimated: (estimate) => money(estimate.totalUsd), measured: () => NONE, off: () => NONE },
];

export function comparison() {
  const none = h("p", {}, "This broadcast has no estimate.");
  const cells = ROWS.map(() => [h("td"), h("td"), h("td")]);
  const table = h(
    "table",
    {},
    h("caption", { class: "visually-hidden" }, "Estimate and result"),
    h(
      "thead",
      {},
      h("tr", {}, ["", "estimated", "measured", "off by"].map((name) => h(name ? "th" : "td", name ? { scope: "col" } : {}, name))),
    ),
    h("tbody", {}, ROWS.map((row, at) => h("tr", {}, h("th", { scope: "row" }, row.name), cells[at]))),
  );
  const element = h("div", {}, none, table);

  function show(broadcast) {
    none.hidden = Boolean(broadcast.estimate);
    table.hidden = !broadcast.estimate;
    if (!broadcast.estimate) {
      return;
    }
    ROWS.forEach((row, at) => {
      setText(cells[at][0], row.estimated(broadcast.estimate));
      setText(cells[at][1], row.measured(broadcast));
      setText(cells[at][2], broadcast.status === "RUNNING" ? NONE : row.off(broadcast));
    });
  }

  return { element, show };
}

function offTime({ estimate, report }) {
  const took = report?.tookMillis;
  return took ? percent(Math.abs(took - estimate.reportedMillis) / took) : NONE;
}

function offPosts({ estimate, posts }) {
  return posts ? percent(Math.abs(posts - estimate.connections) / posts) : NONE;
}
