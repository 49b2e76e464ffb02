// The frame of the page: chooses the view from the address, sets the theme, and shows errors.

import { read, takeToken } from "./api.js";
import { h, setText } from "./elements.js";
import { showBroadcast } from "./views/broadcast.js";
import { showBroadcasts } from "./views/broadcasts.js";
import { showConnections } from "./views/connections.js";
import { showSend } from "./views/send.js";

const THEME = "fanfare-theme";

const VIEWS = [
  { at: /^#\/$/, title: () => "Broadcasts", show: showBroadcasts },
  { at: /^#\/broadcasts\/([^/]+)$/, title: (id) => `Broadcast ${id}`, show: showBroadcast },
  { at: /^#\/send$/, title: () => "Send", show: showSend },
  { at: /^#\/connections$/, title: () => "Connections", show: showConnections },
];

const main = document.getElementById("main");
const readError = document.getElementById("read-error");
const actionError = document.getElementById("action-error");
let leave = () => {};

/** The functions that views can call. */
const frame = {
  stack: null,
  /** Shows the error of a read until the next read succeeds. */
  showReadError(error) {
    readError.hidden = false;
    setText(readError, error.message);
  },
  hideReadError() {
    readError.hidden = true;
  },
  /** Shows the error of an action until the user dismisses it or starts another action. */
  showActionError(error) {
    actionError.hidden = false;
    setText(actionError.querySelector("span"), error.message);
  },
  /** Hides the error of the previous action. */
  hideActionError() {
    actionError.hidden = true;
  },
  /** Announces a text to screen readers. */
  announce(text) {
    setText(document.getElementById("announcement"), text);
  },
  openBroadcast(id) {
    location.hash = `#/broadcasts/${encodeURIComponent(id)}`;
  },
};

function route() {
  const address = location.hash || "#/";
  const found = VIEWS.map((view) => ({ view, match: view.at.exec(address) })).find(
    ({ match }) => match,
  );
  if (!found) {
    if (address === "#main") {
      main.focus();
    } else {
      location.hash = "#/";
    }
    return;
  }
  const args = found.match.slice(1).map(decodeURIComponent);
  leave();
  frame.hideReadError();
  frame.hideActionError();
  main.replaceChildren(h("h1", {}, found.view.title(...args)));
  document.title = `${found.view.title(...args)} · Fanfare`;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.getAttribute("href") === address) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
  leave = found.view.show(main, frame, ...args) ?? (() => {});
}

function setUpTheme() {
  const choice = document.getElementById("theme");
  choice.value = localStorage.getItem(THEME) ?? "";
  const apply = () => {
    document.documentElement.dataset.theme = choice.value;
    localStorage.setItem(THEME, choice.value);
    window.dispatchEvent(new Event("fanfare-theme"));
  };
  choice.addEventListener("change", apply);
  apply();
}

async function start() {
  takeToken();
  setUpTheme();
  actionError.querySelector("button").addEventListener("click", () => frame.hideActionError());
  try {
    frame.stack = await read("api/stack");
    const where = frame.stack.local ? "this machine" : frame.stack.region;
    setText(document.getElementById("stack"), `${frame.stack.name} · ${where}`);
  } catch (error) {
    frame.showReadError(error);
    return;
  }
  window.addEventListener("hashchange", route);
  route();
}

void start();
