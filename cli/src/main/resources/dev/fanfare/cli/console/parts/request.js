// The request: the message as clients get it, and the other fields.

import { h, setText } from "../elements.js";

export function request() {
  const message = h("pre", { tabindex: 0, role: "region", "aria-label": "Message" });
  const around = h("pre", { tabindex: 0, role: "region", "aria-label": "Request" });
  const element = h(
    "div",
    { class: "request" },
    h("h3", {}, "Message"),
    message,
    h("h3", {}, "Other fields"),
    around,
  );

  function show({ message: text, request: rest }) {
    setText(message, text ?? "not known");
    setText(around, rest ? JSON.stringify(rest, null, 2) : "not known");
  }

  return { element, show };
}
