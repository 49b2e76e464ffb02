package dev.fanfare.sockets.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TicketsTest {
  private static final Ticket TICKET =
      new Ticket(
          "id-1", new Identity("Zoë", Map.of("plan", "pro"), List.of(), List.of("news")), 1_060);

  private final Tickets tickets = tickets("a key", 1_059);

  @Test
  void read_ownTicket_equalsTheWrittenOne() throws IdentityException {
    String token = tickets.write(TICKET);

    assertThat(Tickets.isTicket(token)).isTrue();
    assertThat(token).matches("[A-Za-z0-9_.-]+");
    assertThat(tickets.read(token)).isEqualTo(TICKET);
  }

  /** A ticket in the format of an earlier version, in which it granted every channel. */
  @Test
  void read_nullClaim_isRefused() throws Exception {
    String said =
        "{\"id\":\"i\",\"identity\":{\"userId\":\"a\",\"channels\":null},\"expires_at\":1060}";
    String signed = "ticket." + encoded(said.getBytes(StandardCharsets.UTF_8));
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("a key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String ticket = signed + "." + encoded(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));

    assertThatThrownBy(() -> tickets.read(ticket))
        .isInstanceOf(IdentityException.class)
        .hasMessage("the ticket has a claim that is null");
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Test
  void read_expired_isRefused() {
    assertThatThrownBy(() -> tickets("a key", 1_060).read(tickets.write(TICKET)))
        .isInstanceOf(IdentityException.class)
        .hasMessage("the ticket expired at 1970-01-01T00:17:40Z");
  }

  @Test
  void read_signedWithAnotherKey_isRefused() {
    assertRefused(tickets("another key", 1_000).write(TICKET));
    assertRefused("ticket.");
    assertRefused("ticket..");
    assertRefused("ticket.a.b.c");
  }

  @Property(tries = 400)
  void read_anyCharacterChanged_isRefused(
      @ForAll @IntRange(max = 10_000) int at, @ForAll @IntRange(min = 1, max = 127) int change) {
    String token = tickets.write(TICKET);
    int first = "ticket.".length();
    int index = first + at % (token.length() - first);
    var changed = new StringBuilder(token);
    changed.setCharAt(index, (char) ((token.charAt(index) + change) % 128));

    assertRefused(changed.toString());
    assertRefused(token.substring(0, index));
  }

  private void assertRefused(String token) {
    assertThatThrownBy(() -> tickets.read(token)).isInstanceOf(IdentityException.class);
  }

  private static Tickets tickets(String key, long now) {
    return new Tickets(
        () -> key.getBytes(StandardCharsets.UTF_8),
        Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC));
  }
}
