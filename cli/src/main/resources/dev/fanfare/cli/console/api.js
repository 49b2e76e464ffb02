// Calls the API of the console. Reads need no token; writes need the token that the server printed at its start.

const TOKEN = "fanfare-token";

/** An error response of the server, with a message for the user. */
export class ApiError extends Error {
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

export function storeToken(token) {
  sessionStorage.setItem(TOKEN, token.trim());
}

export function hasToken() {
  return sessionStorage.getItem(TOKEN) !== null;
}

export function read(path, signal) {
  return request(path, { signal });
}

/** @param body an object, or JSON text; JSON text keeps the digits of large numbers, which JavaScript would round */
export function write(path, body) {
  return request(path, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Authorization: `Bearer ${sessionStorage.getItem(TOKEN) ?? ""}`,
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** Returns the path of a resource of a broadcast. Ids and shards can contain any character. */
export function pathOf(id, ...parts) {
  return ["api/broadcasts", ...[id, ...parts].map(encodeURIComponent)].join("/");
}

async function request(path, options) {
  const response = await fetch(path, { cache: "no-store", ...options });
  const body = await response.json().catch(() => null);
  if (!response.ok) {
    if (response.status === 401) {
      sessionStorage.removeItem(TOKEN);
    }
    throw new ApiError(response.status, body?.message ?? `the console responded with status ${response.status}`);
  }
  return body;
}
