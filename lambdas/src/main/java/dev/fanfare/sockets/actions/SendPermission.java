package dev.fanfare.sockets.actions;

import dev.fanfare.config.Variables;
import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.RefusedException;
import java.util.List;
import java.util.Locale;

/** Which members may send to a channel. */
public enum SendPermission {
  /** No clients; only operators and backends send. */
  NONE,
  /** Clients with a token or ticket that grants the channel. */
  GRANTED,
  /** Every member. */
  JOINED;

  /** Reads the setting from the function's environment. */
  public static SendPermission of(Variables variables) {
    return valueOf(
        variables
            .choice("CLIENT_SEND", List.of("none", "granted", "joined"))
            .toUpperCase(Locale.ROOT));
  }

  /**
   * @throws RefusedException if the client may not send to the channel, whether it is a member or
   *     not
   */
  void check(Client client, String channel) {
    if (this == NONE) {
      throw notAllowed(channel, "clients may not send here: ClientSend is none");
    }
    if (this == GRANTED && !client.isGrantedToSend(channel)) {
      throw notAllowed(channel, "must be one that the claim send of the token or ticket grants");
    }
  }

  private static RefusedException notAllowed(String channel, String rule) {
    return new RefusedException(RefusedException.NOT_ALLOWED, ActionRequest.CHANNEL, channel, rule);
  }
}
