package dev.fanfare.sockets.identity;

import dev.fanfare.broadcast.AwsLimits;
import java.util.Optional;

/**
 * Accepts tokens only: those of the configured issuer, if there is one, and Fanfare's own tickets.
 */
public final class Tokens implements Identification {
  /** Leaves room for the rest of the URL, which has at most {@link AwsLimits#URL_CHARS}. */
  public static final int MAX_CHARS = AwsLimits.URL_CHARS - 512;

  private final Tickets tickets;
  private final UsedTickets used;
  private final Optional<WebTokens> webTokens;

  public Tokens(Tickets tickets, UsedTickets used, Optional<WebTokens> webTokens) {
    this.tickets = tickets;
    this.used = used;
    this.webTokens = webTokens;
  }

  @Override
  public Identity identify(Handshake handshake) throws IdentityException {
    String token = handshake.parameter("token").orElse("");
    if (token.isEmpty()) {
      throw IdentityException.unauthorized(
          "the token is missing: must be given in the query parameter token; headers are not read");
    }
    if (token.length() > MAX_CHARS) {
      throw IdentityException.unauthorized(
          "the token has " + token.length() + " characters: must have 1 to " + MAX_CHARS);
    }
    if (Tickets.isTicket(token)) {
      return redeem(tickets.read(token));
    }
    if (webTokens.isEmpty()) {
      throw IdentityException.unauthorized(
          "the token is not a ticket, and no JwksUrl is configured");
    }
    return webTokens.get().read(token);
  }

  private Identity redeem(Ticket ticket) throws IdentityException {
    if (!used.use(ticket.id(), ticket.expiresAt())) {
      throw IdentityException.unauthorized(
          "the ticket was already used: a ticket is valid for one connection");
    }
    return ticket.identity();
  }
}
