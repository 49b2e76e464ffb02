package dev.fanfare.direct;

/** What became of a request. */
public enum Taken {
  /** Everyone is settled. */
  POSTED,
  /** An execution has it, as a whole or to go on with. */
  STARTED,
  /** It came before, and is done or an execution's. */
  KNOWN,
  /** It came before, and another call may be posting it at this moment. */
  UNDER_WAY
}
