// Asks for confirmation before actions that cannot be undone, and for the token if it is unknown.

import { hasToken, keepToken } from "../api.js";
import { h } from "../elements.js";

/**
 * @param content elements to show; the caller can read their fields if the answer is yes
 * @return whether the answer is yes
 */
export function ask(title, yes, ...content) {
  const heading = h("h2", { id: "ask" }, title);
  const dialog = h(
    "dialog",
    { "aria-labelledby": "ask" },
    h(
      "form",
      { method: "dialog" },
      heading,
      ...content,
      h(
        "p",
        { class: "tools" },
        h("button", { value: "yes" }, yes),
        h("button", { value: "no", formnovalidate: true, class: "plain" }, "Do nothing"),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      answer(dialog.returnValue === "yes");
    });
  });
}

/** @return whether there is a token; only the server can check it */
export async function askForToken() {
  if (hasToken()) {
    return true;
  }
  const token = h("input", { type: "password", required: true, autocomplete: "off" });
  const given = await ask(
    "Which token did the console print?",
    "Use it",
    h("p", {}, "Actions need the token in the address that the console printed when it started."),
    h("p", {}, h("label", {}, "Token ", token)),
  );
  if (given && token.value.trim() !== "") {
    keepToken(token.value);
    return true;
  }
  return false;
}
