/** The page of the chat: form, log and connection state. It sets all text as text, never as HTML. */
import { Chat } from "./chat.js";
import { Fanfare } from "./fanfare.js";

/** Maximum number of lines; older ones are dropped, so that a page can stay open for weeks. */
const MAX_LINES = 1_000;

const log = document.getElementById("log");
const state = document.getElementById("state");
const form = document.getElementById("form");
const input = document.getElementById("line");

/**
 * Reads the settings `{ socket, issuer? }`. With an issuer, the page fetches a token from it for each
 * connection. Without one, the server trusts the user id that the page sends.
 */
async function readSettings() {
  const response = await fetch("fanfare.json");
  if (!response.ok) {
    throw new Error(`fanfare.json: ${response.status}`);
  }
  return response.json();
}

async function address({ socket, issuer }, nickname) {
  const url = new URL(socket);
  if (issuer === undefined) {
    url.searchParams.set("user_id", nickname);
    return url.href;
  }
  const response = await fetch(issuer, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ user_id: nickname }),
  });
  if (!response.ok) {
    throw new Error(`no token for ${nickname}: ${response.status}`);
  }
  url.searchParams.set("token", (await response.json()).token);
  return url.href;
}

function show({ kind, from, text }) {
  const wasAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  const line = document.createElement("p");
  line.className = kind;
  if (from !== undefined) {
    const name = document.createElement("b");
    name.textContent = `${from}: `;
    line.append(name);
  }
  line.append(text);
  log.append(line);
  while (log.childElementCount > MAX_LINES) {
    log.firstElementChild.remove();
  }
  if (wasAtEnd) {
    log.scrollTop = log.scrollHeight;
  }
}

function showState({ state: name, reason, delay }) {
  state.dataset.state = name;
  const seconds = Math.ceil((delay ?? 0) / 1_000);
  state.textContent = {
    closed: "not connected",
    connecting: "connecting …",
    open: "connected",
    waiting: `no connection (${reason}); trying again in ${seconds} s`,
  }[name];
}

function connectWith(settings) {
  return (nickname) => {
    const fanfare = new Fanfare({ url: () => address(settings, nickname()) });
    fanfare.addEventListener("state", ({ detail }) => showState(detail));
    window.addEventListener("online", () => fanfare.check());
    document.addEventListener("visibilitychange", () => document.hidden || fanfare.check());
    return fanfare;
  };
}

function start(settings) {
  const chat = new Chat(connectWith(settings), show);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const line = input.value;
    input.value = "";
    await chat.enter(line);
    document.title = chat.room === null ? "Fanfare chat" : `${chat.room} – Fanfare chat`;
    input.placeholder = chat.nickname === null ? "Your nickname" : "A message, or /help";
  });
  window.addEventListener("pagehide", () => chat.end());
  // A page from the browser's back/forward cache has no connection.
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  input.disabled = false;
  input.focus();
}

try {
  start(await readSettings());
} catch (error) {
  show({ kind: "error", text: `The chat cannot start: ${error.message}` });
}
