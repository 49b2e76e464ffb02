// What was asked for: the message as clients get it, and the request around it.

import { h, tell } from "../elements.js";

export function request() {
  const message = h("pre", { tabindex: 0, role: "region", "aria-label": "Message" });
  const around = h("pre", { tabindex: 0, role: "region", "aria-label": "Request" });
  const element = h(
    "div",
    { class: "request" },
    h("h3", {}, "Message"),
    message,
    h("h3", {}, "Everything else"),
    around,
  );

  function show({ message: text, request: rest }) {
    tell(message, text ?? "not known");
    tell(around, rest ? JSON.stringify(rest, null, 2) : "not known");
  }

  return { element, show };
}
