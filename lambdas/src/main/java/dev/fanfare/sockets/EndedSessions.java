package dev.fanfare.sockets;

import java.time.Instant;
import java.util.List;

/** The sessions of users that have ended, as far as the table of sessions knows. */
interface EndedSessions {

  /** When those that have begun and ended since then began, in milliseconds since the epoch. */
  List<Long> begunSince(String userId, Instant since);
}
