package dev.fanfare.sockets.identity;

import java.util.Optional;

/** Who may not connect. */
public interface Bans {

  /** A user's ban, which may have run out. */
  Optional<Ban> of(String userId);

  /** Replaces the user's ban, if there is one. */
  void put(Ban ban);
}
