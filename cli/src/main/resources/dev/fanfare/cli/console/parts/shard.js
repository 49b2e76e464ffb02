// The details of one shard: its row, the execution that pushed it, its events and its log lines.

import { pathOf, read } from "../api.js";
import { facts, h } from "../elements.js";
import { count, dateTime, duration, OUTCOMES } from "../format.js";
import { historyTable } from "./history.js";

export function shardDetail(id, frame) {
  const element = h("div", { class: "shard", hidden: true });
  let history = null;

  async function show(shard) {
    try {
      const detail = await read(pathOf(id, "shards", shard));
      close();
      element.replaceChildren(...content(shard, detail));
      element.hidden = false;
      await history?.follow({ status: detail.status, id: shard });
      element.querySelector("h3").focus();
    } catch (error) {
      frame.showActionError(error);
    }
  }

  function content(shard, { row, execution, trouble, logLines }) {
    history = execution ? historyTable(pathOf(id, "shards", shard, "history"), frame) : null;
    return [
      h("h3", { tabindex: -1 }, `Shard ${shard}`),
      facts([...rowFacts(row), ["execution", h("code", {}, execution ?? "unknown")]]),
      trouble ? h("p", { class: "cause" }, trouble) : null,
      h("h4", {}, "Log of its pusher"),
      logLines.length === 0
        ? h("p", {}, "No log lines.")
        : h("pre", { tabindex: 0, role: "region", "aria-label": "Log" }, logLines.join("\n")),
      history ? h("h4", {}, "Events of its execution") : null,
      history?.element,
      h("button", { type: "button", onclick: () => hide() }, "Close"),
    ].filter(Boolean);
  }

  function rowFacts(row) {
    if (!row) {
      return [["state", "not finished; its pusher crashed before it wrote a row"]];
    }
    return [
      ["state", row.finished ? "finished" : "not finished"],
      ["started", dateTime(row.startedAt)],
      ["took", duration(row.updatedAt - row.startedAt)],
      ["calls of the pusher", count(row.calls)],
      ["posts", count(row.posts)],
      ["connections", count(row.connections)],
      ...OUTCOMES.filter((word) => row[word] > 0).map((word) => [word, count(row[word])]),
    ];
  }

  function hide() {
    close();
    element.hidden = true;
    element.replaceChildren();
  }

  function close() {
    history?.close();
    history = null;
  }

  return { element, show, close };
}
