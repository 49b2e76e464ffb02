package dev.fanfare.sockets;

import dev.fanfare.channels.Memberships;
import dev.fanfare.channels.PresenceNotices;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is written when a client is let in: its connection's row, its first memberships, and notices
 * of them.
 */
record Entry(
    UserLimits limits,
    ConnectionTable connections,
    Memberships memberships,
    PresenceNotices notices) {

  /**
   * @param channels that it joins by connecting
   * @param log takes lines for the operator
   * @throws RefusedException when its user may not connect; then nothing of it is left
   */
  void admit(Client client, Set<String> channels, Consumer<String> log) {
    addRow(client);
    if (channels.isEmpty()) {
      return;
    }
    var joining = memberships.join(client.connection(), client.attributes(), channels);
    if (joining != Memberships.Joining.JOINED) {
      throw new IllegalStateException(
          "connection " + client.connectionId() + " lost its row while it connected: " + joining);
    }
    notices.joined(client.connection(), channels, client.connectedAt(), log);
  }

  private void addRow(Client client) {
    limits.checkBefore(client);
    connections.add(client);
    try {
      limits.checkAfter(client);
    } catch (RefusedException e) {
      connections.remove(client);
      throw e;
    }
  }
}
