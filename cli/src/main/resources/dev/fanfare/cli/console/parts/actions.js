// The actions on a broadcast: cancel while it is being sent; resend or correct after its final report.

import { of, write } from "../api.js";
import { h } from "../elements.js";
import { count } from "../format.js";
import { ask, askForToken } from "./ask.js";
import { checked } from "./send-fields.js";

export function actions(id, frame) {
  let broadcast = null;
  const cancel = h("button", { type: "button", onclick: () => guard(cancelIt) }, "Cancel");
  const resend = h("button", { type: "button", onclick: () => guard(resendIt) }, "Resend to missed");
  const correct = h("button", { type: "button", onclick: () => guard(correctIt) }, "Correct");
  const element = h("p", { class: "tools" }, cancel, resend, correct);

  let busy = false;

  async function guard(action) {
    if (busy) {
      return;
    }
    busy = true;
    frame.begin();
    try {
      if (await askForToken()) {
        await action();
      }
    } catch (error) {
      frame.refuse(error);
    } finally {
      busy = false;
    }
  }

  async function cancelIt() {
    const sure = await ask(
      "Cancel this broadcast?",
      "Cancel the broadcast",
      h("p", {}, "Its pushers stop within two seconds. Connections that have not received the message by then do not get it."),
    );
    if (sure) {
      await write(of(id, "cancel"), {});
      cancel.disabled = true;
      frame.say("The broadcast is being cancelled");
    }
  }

  async function resendIt() {
    const sure = await ask(
      `Resend to ${count(broadcast.missed)} missed connections?`,
      "Resend",
      h("p", {}, "The same message goes to the connections that were slow, unreachable or refused, and to no others."),
    );
    if (sure) {
      frame.go((await write(of(id, "resend"), {})).id);
    }
  }

  async function correctIt() {
    const data = h("textarea", { rows: 6, required: true, spellcheck: "false" });
    const sure = await ask(
      `Send a correction to ${count(broadcast.outcomes?.delivered)} connections?`,
      "Send the correction",
      h("p", {}, "A second message goes to exactly the connections that got this one."),
      h("p", {}, h("label", {}, "Message, as JSON", data)),
    );
    if (sure) {
      frame.go((await write(of(id, "correct"), `{"data":${checked(data.value)}}`)).id);
    }
  }

  function show(shown) {
    broadcast = shown;
    // After the final report there is nothing to cancel, although stale connections are still being pruned.
    const runs = shown.status === "RUNNING" && !shown.report?.final;
    cancel.hidden = !runs;
    resend.hidden = runs || !(shown.missed > 0);
    correct.hidden = runs || !(shown.outcomes?.delivered > 0);
  }

  return { element, show };
}
