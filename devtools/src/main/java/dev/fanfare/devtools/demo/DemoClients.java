package dev.fanfare.devtools.demo;

import dev.fanfare.request.ChannelName;
import dev.fanfare.request.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Who takes part. Of N clients, every tenth is the second connection of a user; so 1,000 clients
 * are 900 users, {@code user-1} to {@code user-900}. A seed shuffles them; the first so many will
 * vanish.
 *
 * @param users the user of each client, in the order of connecting
 * @param vanishing how many of them, from the first on, will vanish
 */
record DemoClients(List<String> users, int vanishing) {

  static DemoClients of(int clients, int vanishing, long seed) {
    var users = new ArrayList<String>(clients);
    int user = 0;
    for (int client = 1; client <= clients; client++) {
      boolean secondOfItsUser = client % 10 == 0;
      user += secondOfItsUser ? 0 : 1;
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
    // No client joins another channel than the one that a connection begins in.
    boolean isMeant =
        request.isForEveryone()
            || request.users().contains(user)
            || request.channels().contains(ChannelName.DEFAULT);
    return isMeant && !request.excludedUsers().contains(user);
  }

  /** Clients of the audience that will get the message. */
  int living(Request request) {
    return count(request, false);
  }

  /** Clients of the audience that will have vanished. */
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
