// What can be done with a broadcast: cancel it while it is sent; resend or correct it once its report is final.

import { of, write } from "../api.js";
import { h } from "../elements.js";
import { count } from "../format.js";
import { ask, askForToken } from "./ask.js";
import { checked } from "./send-fields.js";

export function actions(id, frame) {
  let broadcast = null;
  const cancel = h("button", { type: "button", onclick: () => guard(cancelIt) }, "Cancel");
  const resend = h("button", { type: "button", onclick: () => guard(resendIt) }, "Resend to the missed");
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
      h("p", {}, "Its pushers stop within two seconds. Whoever has not got the message by then will not get it."),
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
      h("p", {}, "The same message goes to those that were slow, unreachable or refused, and to nobody else."),
    );
    if (sure) {
      frame.go((await write(of(id, "resend"), {})).id);
    }
  }

  async function correctIt() {
    const data = h("textarea", { rows: 6, required: true, spellcheck: "false" });
    const sure = await ask(
      `Correct it for ${count(broadcast.outcomes?.delivered)} connections?`,
      "Send the correction",
      h("p", {}, "Another message goes to exactly those that got this one."),
      h("p", {}, h("label", {}, "Message, as JSON", data)),
    );
    if (sure) {
      frame.go((await write(of(id, "correct"), `{"data":${checked(data.value)}}`)).id);
    }
  }

  function show(shown) {
    broadcast = shown;
    // With a final report nothing is left to cancel, though stale connections are still pruned.
    const runs = shown.status === "RUNNING" && !shown.report?.final;
    cancel.hidden = !runs;
    resend.hidden = runs || !(shown.missed > 0);
    correct.hidden = runs || !(shown.outcomes?.delivered > 0);
  }

  return { element, show };
}
