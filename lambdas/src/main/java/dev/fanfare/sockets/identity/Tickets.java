package dev.fanfare.sockets.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes and reads tickets: {@code ticket.<payload>.<signature>}, both parts in base64url. The
 * signature is an HMAC-SHA256 over everything before it. A ticket is deliberately not a JWT, so
 * that the two cannot be confused.
 */
public final class Tickets {
  private static final String PREFIX = "ticket.";
  private static final String MAC = "HmacSHA256";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final TicketKey key;
  private final Clock clock;

  public Tickets(TicketKey key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  static boolean isTicket(String token) {
    return token.startsWith(PREFIX);
  }

  public String write(Ticket ticket) {
    try {
      String signed = PREFIX + ENCODER.encodeToString(Json.MAPPER.writeValueAsBytes(ticket));
      return signed + "." + ENCODER.encodeToString(mac(signed));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a ticket is JSON", e);
    }
  }

  /**
   * Reads a valid ticket that has not expired. It does not check whether the ticket has been used.
   *
   * @throws IdentityException if the ticket is invalid or expired
   */
  Ticket read(String token) throws IdentityException {
    int end = token.lastIndexOf('.');
    String signed = token.substring(0, end);
    if (!MessageDigest.isEqual(ENCODER.encode(mac(signed)), ascii(token.substring(end + 1)))) {
      throw IdentityException.unauthorized("the ticket's signature is wrong");
    }
    Ticket ticket = decoded(signed.substring(PREFIX.length()));
    if (clock.instant().getEpochSecond() >= ticket.expiresAt()) {
      throw IdentityException.unauthorized(
          "the ticket expired at " + Instant.ofEpochSecond(ticket.expiresAt()));
    }
    return ticket;
  }

  /** Decodes a payload with a verified signature, written by this or an older version. */
  private static Ticket decoded(String payload) throws IdentityException {
    try {
      JsonNode ticket = Json.MAPPER.readTree(DECODER.decode(payload));
      // Rejects null claims: an absent claim may grant everything, so null must not count as
      // absent.
      if (ticket.path("identity").properties().stream().anyMatch(e -> e.getValue().isNull())) {
        throw IdentityException.unauthorized("the ticket has a claim that is null");
      }
      return Json.MAPPER.treeToValue(ticket, Ticket.class);
    } catch (IOException | IllegalArgumentException e) {
      throw IdentityException.unauthorized("the ticket has a valid signature, but cannot be read");
    }
  }

  private byte[] mac(String signed) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key.bytes(), MAC));
      return mac.doFinal(ascii(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform must have " + MAC, e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
