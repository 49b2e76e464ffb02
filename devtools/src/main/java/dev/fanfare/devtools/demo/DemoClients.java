package dev.fanfare.devtools.demo;

import dev.fanfare.request.ChannelName;
import dev.fanfare.request.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The clients of a demo. Every tenth client is a second connection of a user, so 1,000 clients are
 * 900 users, {@code user-1} to {@code user-900}. A seed determines their order. The first clients
 * vanish before the broadcast.
 *
 * @param users the user of each client, in the order of connecting
 * @param vanishing number of clients, from the first on, that vanish
 */
record DemoClients(List<String> users, int vanishing) {

  static DemoClients of(int clients, int vanishing, long seed) {
    var users = new ArrayList<String>(clients);
    int user = 0;
    for (int client = 1; client <= clients; client++) {
      boolean isSecondOfUser = client % 10 == 0;
      user += isSecondOfUser ? 0 : 1;
      users.add("user-" + user);
    }
    Collections.shuffle(users, new Random(seed));
    return new DemoClients(List.copyOf(users), vanishing);
  }

  boolean isVanishing(int client) {
    return client < vanishing;
  }

  boolean isInAudience(int client, Request request) {
    String user = users.get(client);
    var audience = request.audience();
    // Clients join no channel, so each is only in the default channel.
    boolean isInAudience =
        audience.isForEveryone()
            || audience.users().contains(user)
            || audience.channels().contains(ChannelName.DEFAULT);
    return isInAudience && !audience.excluded().users().contains(user);
  }

  /** Returns the number of clients of the audience that stay connected. */
  int remaining(Request request) {
    return count(request, false);
  }

  /** Returns the number of clients of the audience that vanish. */
  int vanished(Request request) {
    return count(request, true);
  }

  private int count(Request request, boolean vanishing) {
    int count = 0;
    for (int client = 0; client < users.size(); client++) {
      if (isVanishing(client) == vanishing && isInAudience(client, request)) {
        count++;
      }
    }
    return count;
  }
}
