// One broadcast: its progress, outcomes, steps, shards, latency, estimate, request and history.

import { pathOf, read } from "../api.js";
import { h, section } from "../elements.js";
import { poll } from "../poll.js";
import { actions } from "../parts/actions.js";
import { books } from "../parts/books.js";
import { comparison } from "../parts/comparison.js";
import { heatmap } from "../parts/heatmap.js";
import { historyTable } from "../parts/history.js";
import { latency } from "../parts/latency.js";
import { machine } from "../parts/machine.js";
import { progress } from "../parts/progress.js";
import { request } from "../parts/request.js";
import { shardDetail } from "../parts/shard.js";

export function showBroadcast(main, frame, id) {
  const detail = shardDetail(id, frame);
  const parts = {
    actions: actions(id, frame),
    progress: progress(),
    books: books(),
    machine: machine(id, frame),
    heatmap: heatmap((shard) => detail.show(shard), frame),
    latency: latency(),
    comparison: comparison(),
    request: request(),
    history: historyTable(pathOf(id, "history"), frame),
  };
  const missing = h("p", { hidden: true, role: "status" });
  const body = h(
    "div",
    { class: "broadcast", hidden: true },
    parts.actions.element,
    section("Progress", parts.progress.element),
    section("Outcomes", parts.books.element),
    section("Steps", parts.machine.element),
    section("Shards", parts.heatmap.element, detail.element),
    section("Latency of posts", parts.latency.element),
    section("Estimated and measured", parts.comparison.element),
    section("Request", parts.request.element),
    section("History", parts.history.element),
  );
  main.append(missing, body);

  async function refresh(signal) {
    const [broadcast, shards] = await Promise.all([
      read(pathOf(id), signal),
      read(pathOf(id, "shards"), signal),
    ]);
    frame.hideReadError();
    body.hidden = false;
    parts.actions.show(broadcast);
    parts.progress.show(broadcast);
    parts.books.show(broadcast);
    parts.machine.show(broadcast);
    parts.heatmap.show(shards, broadcast);
    parts.latency.show(broadcast);
    parts.comparison.show(broadcast);
    parts.request.show(broadcast);
    await parts.history.follow(broadcast, signal);
    return broadcast.status === "RUNNING";
  }

  const stop = poll(refresh, frame.stack.pollMillis, (error) => {
    if (error.status === 404 && body.hidden) {
      missing.hidden = false;
      missing.textContent = `${error.message} It may not have started yet. This page checks again.`;
    } else {
      missing.hidden = true;
      frame.showReadError(error);
    }
  });
  return () => {
    stop();
    Object.values(parts).forEach((part) => part.close?.());
    detail.close();
  };
}
