// Asks for confirmation before actions that cannot be undone, and for the token if there is none.

import { hasToken, storeToken } from "../api.js";
import { h } from "../elements.js";

/**
 * @param content elements to show; the caller can read their fields after a confirmation
 * @return whether the user confirms
 */
export function confirm(title, yes, ...content) {
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
        h("button", { value: "no", formnovalidate: true, class: "plain" }, "Go back"),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}

/** @return whether there is a token; only the server can validate it */
export async function askForToken() {
  if (hasToken()) {
    return true;
  }
  const token = h("input", { type: "password", required: true, autocomplete: "off" });
  const confirmed = await confirm(
    "Enter the console's token",
    "Use this token",
    h("p", {}, "Actions need the token. It is part of the address that the console printed when it started."),
    h("p", {}, h("label", {}, "Token ", token)),
  );
  if (confirmed && token.value.trim() !== "") {
    storeToken(token.value);
    return true;
  }
  return false;
}
