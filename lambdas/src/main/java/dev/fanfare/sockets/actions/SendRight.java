package dev.fanfare.sockets.actions;

import dev.fanfare.config.Variables;
import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.RefusedException;
import java.util.List;
import java.util.Locale;

/** Who may send to the channels that it is in. */
public enum SendRight {
  /** No client; only operators and backends send. */
  NONE,
  /** Clients to which a token or ticket grants the channel. */
  GRANTED,
  /** Every member. */
  JOINED;

  /** What the function's environment says. */
  public static SendRight of(Variables variables) {
    return valueOf(
        variables
            .choice("CLIENT_SEND", List.of("none", "granted", "joined"))
            .toUpperCase(Locale.ROOT));
  }

  /**
   * @throws RefusedException when the client has no right to send to the channel, member or not
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
