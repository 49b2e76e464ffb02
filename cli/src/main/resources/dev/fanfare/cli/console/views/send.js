// The form for a new broadcast, with its estimate.

import { write } from "../api.js";
import { facts, h, section } from "../elements.js";
import { count, duration, money, percent } from "../format.js";
import { ask, askForToken } from "../parts/ask.js";
import { AUDIENCES, fields, requestOf } from "../parts/send-fields.js";

export function showSend(main, frame) {
  const inputs = fields(() => choose());
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
  estimate.append(h("p", {}, "Estimate counts the current audience, without sending."));

  /** The id of each request that this form has sent. A repeated request gets the same id, so it is sent once. */
  const ids = new Map();

  function choose() {
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
    } catch (refusal) {
      error.hidden = false;
      error.textContent = refusal.message;
      error.scrollIntoView({ block: "nearest" });
    }
    return undefined;
  }

  async function showEstimate() {
    estimate.replaceChildren(h("p", { role: "status" }, "Counting the audience …"));
    const found = await write("api/estimate", `{"request":${requestOf(inputs)}}`).catch((refusal) => {
      estimate.replaceChildren(h("p", {}, "There is no estimate."));
      throw refusal;
    });
    estimate.replaceChildren(
      facts([
        ["connections now", count(found.connections)],
        ["time", duration(found.totalMillis)],
        ["minimum with any settings", duration(found.floorMillis)],
        ["limited by", found.binds],
        ["shards", count(found.shards)],
        ["posts per second", count(found.postsPerSecond)],
        ["cost on AWS", money(found.totalUsd)],
        ["basis", found.basis],
      ]),
      h(
        "table",
        {},
        h("caption", {}, "Cost by service"),
        h("tbody", {}, Object.entries(found.usd).map(([name, dollars]) =>
          h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, money(dollars)), h("td", {}, percent(dollars / found.totalUsd))),
        )),
      ),
    );
    return found;
  }

  async function submit(event) {
    event.preventDefault();
    if (send.disabled) {
      return;
    }
    send.disabled = true;
    try {
      await guard(sendIt);
    } finally {
      send.disabled = false;
    }
  }

  async function sendIt() {
    const request = requestOf(inputs);
    const found = await showEstimate();
    const sure = await ask(
      `Send to ${count(found.connections)} connections?`,
      "Send now",
      h("p", {}, `Audience: ${inputs.audience()}.`),
      h("p", {}, `It takes about ${duration(found.totalMillis)} and costs about ${money(found.totalUsd)} on AWS.`),
    );
    if (sure) {
      frame.go((await write("api/broadcasts", `{"request":${withId(request)}}`)).id);
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

  choose();
}
