// The actions on a broadcast: cancel while it is being sent; resend or correct after its final report.

import { pathOf, write } from "../api.js";
import { h } from "../elements.js";
import { count } from "../format.js";
import { confirm, askForToken } from "./confirm.js";
import { validJson } from "./send-fields.js";

export function actions(id, frame) {
  let broadcast = null;
  const cancel = h("button", { type: "button", onclick: () => guard(cancelBroadcast) }, "Cancel");
  const resend = h("button", { type: "button", onclick: () => guard(resendToMissed) }, "Resend to missed");
  const correct = h("button", { type: "button", onclick: () => guard(sendCorrection) }, "Correct");
  const element = h("p", { class: "tools" }, cancel, resend, correct);

  let busy = false;

  async function guard(action) {
    if (busy) {
      return;
    }
    busy = true;
    frame.hideActionError();
    try {
      if (await askForToken()) {
        await action();
      }
    } catch (error) {
      frame.showActionError(error);
    } finally {
      busy = false;
    }
  }

  async function cancelBroadcast() {
    const isConfirmed = await confirm(
      "Cancel this broadcast?",
      "Cancel the broadcast",
      h("p", {}, "Its pushers stop within two seconds. Connections that have not received the message by then do not get it."),
    );
    if (isConfirmed) {
      await write(pathOf(id, "cancel"), {});
      cancel.disabled = true;
      frame.announce("The broadcast is being cancelled");
    }
  }

  async function resendToMissed() {
    const isConfirmed = await confirm(
      `Resend to ${count(broadcast.missed)} missed connections?`,
      "Resend",
      h("p", {}, "The same message goes to the connections that were slow, unreachable or refused, and to no others."),
    );
    if (isConfirmed) {
      frame.openBroadcast((await write(pathOf(id, "resend"), {})).id);
    }
  }

  async function sendCorrection() {
    const data = h("textarea", { rows: 6, required: true, spellcheck: "false" });
    const isConfirmed = await confirm(
      `Send a correction to ${count(broadcast.outcomes?.delivered)} connections?`,
      "Send the correction",
      h("p", {}, "A second message goes to exactly the connections that got this one."),
      h("p", {}, h("label", {}, "Message, as JSON", data)),
    );
    if (isConfirmed) {
      frame.openBroadcast((await write(pathOf(id, "correct"), `{"data":${validJson(data.value)}}`)).id);
    }
  }

  function show(current) {
    broadcast = current;
    // After the final report there is nothing to cancel, although stale connections are still being pruned.
    const isRunning = current.status === "RUNNING" && !current.report?.final;
    cancel.hidden = !isRunning;
    resend.hidden = isRunning || !(current.missed > 0);
    correct.hidden = isRunning || !(current.outcomes?.delivered > 0);
  }

  return { element, show };
}
