package dev.fanfare.sockets.identity;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Bans in memory. */
public final class MemoryBans implements Bans {
  private final Map<String, Ban> bans = new HashMap<>();

  @Override
  public Optional<Ban> of(String userId) {
    return Optional.ofNullable(bans.get(userId));
  }

  @Override
  public void put(Ban ban) {
    bans.put(ban.userId(), ban);
  }
}
