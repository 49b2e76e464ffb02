// Formats numbers with their units.

const NUMBER = new Intl.NumberFormat("en");
const CLOCK = new Intl.DateTimeFormat("en", {
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

/** The outcomes, in the order of all tables. */
export const OUTCOMES = [
  "delivered",
  "stale",
  "slow",
  "unreachable",
  "refused",
  "expired",
  "cancelled",
];

/** The outcomes that the next round or a resend tries again. */
export const MISSED = ["slow", "unreachable", "refused"];

export const NONE = "–";

export function count(value) {
  return value === null || value === undefined ? NONE : NUMBER.format(Math.round(value));
}

/** Formats a share from 0 to 1 in percent. */
export function percent(share) {
  if (!Number.isFinite(share)) {
    return NONE;
  }
  const digits = share > 0 && share < 0.1 ? 2 : share < 1 ? 1 : 0;
  return `${(100 * share).toFixed(digits)} %`;
}

export function dateTime(millis) {
  return millis ? CLOCK.format(new Date(millis)) : NONE;
}

/** Formats a duration in milliseconds. */
export function duration(millis) {
  if (millis === null || millis === undefined || !Number.isFinite(millis)) {
    return NONE;
  }
  if (millis < 1_000) {
    return `${Math.round(millis)} ms`;
  }
  if (millis < 60_000) {
    return `${(millis / 1_000).toFixed(1)} s`;
  }
  const seconds = Math.round(millis / 1_000);
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts[0] > 0
    ? `${parts[0]} h ${parts[1]} min`
    : `${parts[1]} min ${String(parts[2]).padStart(2, "0")} s`;
}

/** Formats a duration in microseconds. */
export function micros(value) {
  return value < 1_000 ? `${value} µs` : duration(value / 1_000);
}

export function money(dollars) {
  if (dollars === null || dollars === undefined) {
    return NONE;
  }
  return `$${dollars.toFixed(dollars < 0.01 ? 5 : dollars < 1 ? 3 : 2)}`;
}

/** Returns the sum of some outcomes. */
export function total(outcomes, words = OUTCOMES) {
  return words.reduce((sum, word) => sum + (outcomes?.[word] ?? 0), 0);
}
