// The outcomes of the connections: a bar of shares, and a table.

import { h, setText } from "../elements.js";
import { count, OUTCOMES, percent, total } from "../format.js";

export function books() {
  const bar = h("div", { class: "shares", "aria-hidden": "true" });
  const parts = Object.fromEntries(
    [...OUTCOMES, "open"].map((word) => [word, h("span", { "data-outcome": word })]),
  );
  bar.append(...Object.values(parts));
  const cells = Object.fromEntries(
    [...OUTCOMES, "open", "planned"].map((word) => [word, [h("td"), h("td")]]),
  );
  const rows = Object.entries(cells).map(([word, pair]) =>
    h(
      "tr",
      { class: word === "planned" ? "sum" : null },
      h("th", { scope: "row" }, h("span", { class: "key", "data-outcome": word }), word),
      pair,
    ),
  );
  const balance = h("p", { class: "balance" });
  const element = h(
    "div",
    {},
    bar,
    h(
      "table",
      { class: "tally" },
      h("caption", { class: "visually-hidden" }, "Connections by outcome"),
      h(
        "thead",
        {},
        h("tr", {}, ["outcome", "connections", "share"].map((name) => h("th", { scope: "col" }, name))),
      ),
      h("tbody", {}, rows),
    ),
    balance,
  );

  function show({ outcomes, planned, status }) {
    const settled = total(outcomes);
    const known = { ...outcomes, open: Math.max(0, (planned ?? 0) - settled), planned };
    for (const [word, [number, share]] of Object.entries(cells)) {
      setText(number, count(known[word] ?? 0));
      setText(share, percent(planned ? (known[word] ?? 0) / planned : NaN));
      if (parts[word]) {
        parts[word].style.flexGrow = String(known[word] ?? 0);
      }
    }
    const balanced = planned !== null && settled === planned;
    balance.dataset.balanced = String(balanced);
    setText(
      balance,
      balanced
        ? `The books balance: ${count(planned)} planned = ${count(settled)} with an outcome.`
        : status === "RUNNING"
          ? `${count(known.open)} have no outcome yet.`
          : `The books do not balance: ${count(planned)} planned, ${count(settled)} with an outcome.`,
    );
  }

  return { element, show };
}
