/** The rules for nicknames and room names. Each check returns the rule that a name breaks, or null. */

export const MAX_NICKNAME_CHARACTERS = 32;

/** Maximum bytes of UTF-8. With the prefix, this is below the 128 bytes of a channel name. */
export const MAX_ROOM_BYTES = 100;

/** Invisible characters, and those that change the direction of text. The joiner inside emoji is allowed. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const JOINER = /\u200d/gu;

export function nicknameProblem(name) {
  if (name === "" || [...name].length > MAX_NICKNAME_CHARACTERS) {
    return `a nickname has 1 to ${MAX_NICKNAME_CHARACTERS} characters`;
  }
  if (name.startsWith("/")) {
    return "a nickname does not begin with /";
  }
  if (INVISIBLE.test(name.replace(JOINER, ""))) {
    return "a nickname has no control or invisible characters";
  }
  return null;
}

/** U+200C and U+200D. The server also checks the letters next to them. */
const JOINERS = /[\u200c\u200d]/gu;
const JOINER_AT_AN_END = /^[\u200c\u200d]|[\u200c\u200d]$/u;

/** All kinds of spaces, and letters without a visible shape. */
const BLANK_AT_AN_END = /^[\s\p{Z}\u115f\u1160\u2800\u3164\uffa0]|[\s\p{Z}\u115f\u1160\u2800\u3164\uffa0]$/u;

export function roomProblem(name) {
  if (name === "" || new TextEncoder().encode(name).length > MAX_ROOM_BYTES) {
    return `the name of a room has 1 to ${MAX_ROOM_BYTES} bytes`;
  }
  if (name.includes("#") || INVISIBLE.test(name.replace(JOINERS, "")) || JOINER_AT_AN_END.test(name)) {
    return "the name of a room has no #, and no control or invisible characters";
  }
  if (BLANK_AT_AN_END.test(name)) {
    return "the name of a room does not begin or end with a space";
  }
  return null;
}
