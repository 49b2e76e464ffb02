package dev.fanfare.sockets.connect;

import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.RefusedException;
import java.util.Set;
import java.util.function.Consumer;

/** What is written when a client is let in: its connection's row with its first memberships. */
public record ConnectionAdmission(UserLimits limits, ConnectionTable connections) {

  /**
   * @param channels that it joins by connecting
   * @param log takes lines for the operator
   * @throws RefusedException when its user may not connect; then nothing of it is left
   */
  void admit(Client client, Set<String> channels, Consumer<String> log) {
    connections.add(client, channels);
    try {
      limits.checkAfter(client.connection(), log);
    } catch (RefusedException e) {
      connections.remove(client, channels);
      throw e;
    }
  }
}
