// The fields of a request, and the request that they define. The server validates it with the same rules as
// requests from the queue.

import { h } from "../elements.js";

export const AUDIENCES = ["everyone", "users", "channels"];

const LISTS = ["users", "channels", "exclude_users"];
const NUMBERS = ["percent", "rate", "ttl_seconds"];

/** @param changed called when the user chooses another audience */
export function fields(changed) {
  const data = h("textarea", {
    rows: 6,
    required: true,
    spellcheck: "false",
    name: "data",
    placeholder: '{"text": "hello"}',
  });
  const kinds = AUDIENCES.map((audience) =>
    h("input", { type: "radio", name: "audience", value: audience, required: true, onchange: changed }),
  );
  const inputs = {
    data,
    users: h("textarea", { rows: 3, name: "users" }),
    channels: h("input", { name: "channels" }),
    exclude_users: h("textarea", { rows: 2, name: "exclude_users" }),
    filter: h("input", { name: "filter", placeholder: 'plan = "pro" and country in ("de", "at")' }),
    percent: h("input", { type: "number", name: "percent", min: 0.001, max: 100, step: "any" }),
    rate: h("input", { type: "number", name: "rate", min: 1, max: 1_000_000, step: 1 }),
    priority: h(
      "select",
      { name: "priority" },
      h("option", { value: "" }, "normal"),
      h("option", { value: "low" }, "low: uses the clients' share of the rate and does not delay other broadcasts"),
    ),
    ttl_seconds: h("input", { type: "number", name: "ttl_seconds", min: 1, max: 86_400, step: 1 }),
    id: h("input", { name: "id", autocomplete: "off" }),
  };
  const row = (name, label) => h("p", {}, h("label", {}, label, inputs[name]));
  const rows = {
    users: row("users", "Users, one per line"),
    channels: row("channels", "Channels, separated by commas"),
  };
  const elements = [
    row("data", "Message, as JSON"),
    h(
      "fieldset",
      {},
      h("legend", {}, "Audience"),
      kinds.map((kind) => h("label", { class: "choice" }, kind, kind.value)),
    ),
    rows.users,
    rows.channels,
    h(
      "details",
      {},
      h("summary", {}, "More"),
      row("exclude_users", "Exclude these users, one per line"),
      row("filter", "Only connections that match this filter"),
      row("percent", "Share of the audience, in percent"),
      row("rate", "Maximum posts per second"),
      row("priority", "Priority"),
      row("ttl_seconds", "Time to live: seconds after the start in which posts are allowed"),
      row("id", "Id; a request with the same id is sent only once"),
    ),
  ];
  return { inputs, rows, elements, audience: () => kinds.find((kind) => kind.checked)?.value };
}

/**
 * Returns the request as JSON text. It contains the message as typed, because JavaScript would round its numbers.
 *
 * @throws Error if the message is not valid JSON, or an empty field would make the audience larger than intended
 */
export function requestOf({ inputs, audience }) {
  const chosen = audience();
  if (!chosen) {
    throw new Error(`Choose an audience: ${AUDIENCES.join(", ")}.`);
  }
  if (chosen !== "everyone" && list(inputs[chosen].value).length === 0) {
    throw new Error(`The audience is ${chosen}, but the field is empty: enter at least one.`);
  }
  const request = {};
  for (const [name, input] of Object.entries(inputs)) {
    const text = input.value.trim();
    const isOtherAudience = AUDIENCES.includes(name) && name !== chosen;
    if (name === "data" || text === "" || isOtherAudience) {
      continue;
    }
    if (LISTS.includes(name) && list(text).length === 0) {
      throw new Error(`${name} is "${text}": enter at least one name, or leave it empty.`);
    }
    request[name] = LISTS.includes(name) ? list(text) : NUMBERS.includes(name) ? Number(text) : text;
  }
  const otherFields = JSON.stringify(request).slice(1, -1);
  return `{"data":${validJson(inputs.data.value)}${otherFields && ","}${otherFields}}`;
}

function list(text) {
  return text
    .split(/[\n,]/)
    .map((word) => word.trim())
    .filter(Boolean);
}

/**
 * Returns the text unchanged if it is valid JSON.
 *
 * @throws Error if it is not
 */
export function validJson(json) {
  try {
    JSON.parse(json);
    return json;
  } catch (error) {
    throw new Error(`The message is not valid JSON: ${error.message}. Put text in quotes: "hello".`);
  }
}
