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
const trouble = document.getElementById("trouble");
const refusal = document.getElementById("refusal");
let leave = () => {};

/** The functions that views can call. */
const frame = {
  stack: null,
  /** Shows the error of a read until the next read succeeds. */
  fail(error) {
    trouble.hidden = false;
    setText(trouble, error.message);
  },
  succeed() {
    trouble.hidden = true;
  },
  /** Shows the error of an action until it is dismissed or another action begins. */
  refuse(error) {
    refusal.hidden = false;
    setText(refusal.querySelector("span"), error.message);
  },
  /** Hides the error of the previous action. */
  begin() {
    refusal.hidden = true;
  },
  /** Announces a text to screen readers. */
  say(text) {
    setText(document.getElementById("announcement"), text);
  },
  go(id) {
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
  const named = found.match.slice(1).map(decodeURIComponent);
  leave();
  frame.succeed();
  frame.begin();
  main.replaceChildren(h("h1", {}, found.view.title(...named)));
  document.title = `${found.view.title(...named)} · Fanfare`;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.getAttribute("href") === address) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
  leave = found.view.show(main, frame, ...named) ?? (() => {});
}

function theme() {
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
  theme();
  refusal.querySelector("button").addEventListener("click", () => frame.begin());
  try {
    frame.stack = await read("api/stack");
    const where = frame.stack.local ? "this machine" : frame.stack.region;
    setText(document.getElementById("stack"), `${frame.stack.name} · ${where}`);
  } catch (error) {
    frame.fail(error);
    return;
  }
  window.addEventListener("hashchange", route);
  route();
}

void start();
