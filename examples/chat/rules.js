/** What may be a nickname or a room; each check returns what is wrong, or null. */

export const NICKNAME_LENGTH = 32;

/** In bytes of UTF-8; with the prefix it stays below the 128 that a channel's name may have. */
export const ROOM_BYTES = 100;

/** Characters that nobody sees, or that turn text around; but the joiner inside emoji may stand. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const JOINER = /\u200d/gu;

export function wrongWithNickname(name) {
  if (name === "" || [...name].length > NICKNAME_LENGTH) {
    return `a nickname has 1 to ${NICKNAME_LENGTH} characters`;
  }
  if (name.startsWith("/")) {
    return "a nickname does not begin with /";
  }
  if (UNSEEN.test(name.replace(JOINER, ""))) {
    return "a nickname has no control or invisible characters";
  }
  return null;
}

export function wrongWithRoom(name) {
  if (name === "" || new TextEncoder().encode(name).length > ROOM_BYTES) {
    return `the name of a room has 1 to ${ROOM_BYTES} bytes`;
  }
  if (name.includes("#") || UNSEEN.test(name)) {
    return "the name of a room has no #, and no control or invisible characters";
  }
  return null;
}
