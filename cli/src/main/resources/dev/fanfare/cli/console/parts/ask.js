// Asks before something happens that cannot be undone; and for the token, when it is not known.

import { hasToken, keepToken } from "../api.js";
import { h } from "../elements.js";

/**
 * @param content what is shown; its fields may be read when the answer is yes
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
        h("button", { value: "no", formnovalidate: true, class: "plain" }, "Leave it"),
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

/** @return whether there is a token now; the server tells whether it is the right one */
export async function askForToken() {
  if (hasToken()) {
    return true;
  }
  const token = h("input", { type: "password", required: true, autocomplete: "off" });
  const given = await ask(
    "Which token did the console print?",
    "Use it",
    h("p", {}, "Whoever may write needs the token that stood beside this page's address when the console started."),
    h("p", {}, h("label", {}, "Token ", token)),
  );
  if (given && token.value.trim() !== "") {
    keepToken(token.value);
    return true;
  }
  return false;
}
