// What the page asks its server. Reading is free; writing takes the token that the server printed when it started.

const TOKEN = "fanfare-token";

/** The server said no; its message is for people. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Takes the token out of the address, where it would stay in the history and in what people copy. */
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

/** @param body an object, or JSON as text: numbers of a text keep digits that JavaScript would lose */
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

/** The address of one broadcast's resource; ids and shards may hold any character. */
export function of(id, ...parts) {
  return ["api/broadcasts", ...[id, ...parts].map(encodeURIComponent)].join("/");
}

async function ask(path, options) {
  const answer = await fetch(path, { cache: "no-store", ...options });
  const body = await answer.json().catch(() => null);
  if (!answer.ok) {
    if (answer.status === 401) {
      sessionStorage.removeItem(TOKEN);
    }
    throw new Refusal(answer.status, body?.message ?? `the console answered ${answer.status}`);
  }
  return body;
}
