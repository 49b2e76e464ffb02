// The form for a new broadcast, with its estimate.

import { write } from "../api.js";
import { facts, h, section } from "../elements.js";
import { count, duration, money, percent } from "../format.js";
import { confirm, askForToken } from "../parts/confirm.js";
import { AUDIENCES, fields, requestOf } from "../parts/send-fields.js";

export function showSend(main, frame) {
  const inputs = fields(() => showChosenRows());
  const error = h("p", { class: "cause", role: "alert", hidden: true });
  const estimate = h("div", { class: "estimate" });
  const send = h("button", { type: "submit" }, "Send");
  const form = h(
    "form",
    { class: "send", onsubmit: (event) => submit(event) },
    inputs.elements,
    error,
    h(
      "p",
      { class: "tools" },
      h("button", { type: "button", class: "plain", onclick: () => guard(showEstimate) }, "Estimate"),
      send,
    ),
  );
  main.append(form, section("Estimate", estimate));
  estimate.append(h("p", {}, "An estimate counts the current audience and sends nothing."));

  /** The id of each request that this form has sent. A repeated request gets the same id, so it is sent once. */
  const ids = new Map();

  function showChosenRows() {
    for (const audience of AUDIENCES) {
      inputs.rows[audience]?.toggleAttribute("hidden", inputs.audience() !== audience);
    }
  }

  async function guard(action) {
    error.hidden = true;
    try {
      if (await askForToken()) {
        return await action();
      }
    } catch (failure) {
      error.hidden = false;
      error.textContent = failure.message;
      error.scrollIntoView({ block: "nearest" });
    }
    return undefined;
  }

  async function showEstimate() {
    estimate.replaceChildren(h("p", { role: "status" }, "Counting the audience …"));
    const result = await write("api/estimate", `{"request":${requestOf(inputs)}}`).catch((failure) => {
      estimate.replaceChildren(h("p", {}, "No estimate."));
      throw failure;
    });
    estimate.replaceChildren(
      facts([
        ["connections now", count(result.connections)],
        ["time", duration(result.totalMillis)],
        ["minimum with any settings", duration(result.floorMillis)],
        ["limited by", result.binds],
        ["shards", count(result.shards)],
        ["posts per second", count(result.postsPerSecond)],
        ["cost on AWS", money(result.totalUsd)],
        ["basis", result.basis],
      ]),
      h(
        "table",
        {},
        h("caption", {}, "Cost by service"),
        h("tbody", {}, Object.entries(result.usd).map(([name, dollars]) =>
          h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, money(dollars)), h("td", {}, percent(dollars / result.totalUsd))),
        )),
      ),
    );
    return result;
  }

  async function submit(event) {
    event.preventDefault();
    if (send.disabled) {
      return;
    }
    send.disabled = true;
    try {
      await guard(confirmAndSend);
    } finally {
      send.disabled = false;
    }
  }

  async function confirmAndSend() {
    const request = requestOf(inputs);
    const result = await showEstimate();
    const isConfirmed = await confirm(
      `Send to ${count(result.connections)} connections?`,
      "Send now",
      h("p", {}, `Audience: ${inputs.audience()}.`),
      h("p", {}, `It takes about ${duration(result.totalMillis)} and costs about ${money(result.totalUsd)} on AWS.`),
    );
    if (isConfirmed) {
      frame.openBroadcast((await write("api/broadcasts", `{"request":${withId(request)}}`)).id);
    }
  }

  /** Adds an id to a request without one. The same request gets the same id, so that it is sent once. */
  function withId(request) {
    if (JSON.parse(request).id !== undefined) {
      return request;
    }
    if (!ids.has(request)) {
      ids.set(request, crypto.randomUUID());
    }
    return `${request.slice(0, -1)},"id":"${ids.get(request)}"}`;
  }

  showChosenRows();
}
