package dev.fanfare.sockets.connect;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.RefusedException;
import java.util.Set;

/** Writes the row and the first memberships of a new connection. */
public record ConnectionAdmission(UserLimits limits, ConnectionTable connections) {

  /**
   * @param channels the channels to join at connect
   * @param log receives log lines for the operator
   * @throws RefusedException if the user may not connect; nothing of the connection is left then
   */
  void admit(Client client, Set<String> channels, LambdaLogger log) {
    connections.add(client, channels);
    try {
      limits.checkAfter(client.connection(), log);
    } catch (RefusedException e) {
      connections.remove(client, channels);
      throw e;
    }
  }
}
