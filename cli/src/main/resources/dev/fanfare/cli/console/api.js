// Calls the API of the console. Reads need no token; writes need the token that the server printed at its start.

const TOKEN = "fanfare-token";

/** An error response of the server, with a message for users. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Moves the token from the address to the session storage, so that history and copied addresses do not contain it. */
export function takeToken() {
  const given = /^#token=([A-Za-z0-9_-]+)$/.exec(location.hash);
  if (given) {
    sessionStorage.setItem(TOKEN, given[1]);
    history.replaceState(null, "", `${location.pathname}#/`);
  }
}

export function keepToken(token) {
  sessionStorage.setItem(TOKEN, token.trim());
}

export function hasToken() {
  return sessionStorage.getItem(TOKEN) !== null;
}

export function read(path, signal) {
  return ask(path, { signal });
}

/** @param body an object, or JSON text; in JSON text, numbers keep digits that JavaScript would lose */
export function write(path, body) {
  return ask(path, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Authorization: `Bearer ${sessionStorage.getItem(TOKEN) ?? ""}`,
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** Returns the path of a resource of a broadcast. Ids and shards can contain any character. */
export function of(id, ...parts) {
  return ["api/broadcasts", ...[id, ...parts].map(encodeURIComponent)].join("/");
}

async function ask(path, options) {
  const response = await fetch(path, { cache: "no-store", ...options });
  const body = await response.json().catch(() => null);
  if (!response.ok) {
    if (response.status === 401) {
      sessionStorage.removeItem(TOKEN);
    }
    throw new Refusal(response.status, body?.message ?? `the console responded with status ${response.status}`);
  }
  return body;
}
