// The request: the message as clients receive it, and the other fields.

import { h, setText } from "../elements.js";

export function request() {
  const message = h("pre", { tabindex: 0, role: "region", "aria-label": "Message" });
  const otherFields = h("pre", { tabindex: 0, role: "region", "aria-label": "Request" });
  const element = h(
    "div",
    { class: "request" },
    h("h3", {}, "Message"),
    message,
    h("h3", {}, "Other fields"),
    otherFields,
  );

  function show({ message: text, request: rest }) {
    setText(message, text ?? "unknown");
    setText(otherFields, rest ? JSON.stringify(rest, null, 2) : "unknown");
  }

  return { element, show };
}
