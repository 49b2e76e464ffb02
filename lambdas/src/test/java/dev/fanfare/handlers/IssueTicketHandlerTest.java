package dev.fanfare.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.config.LambdaRuntime;
import dev.fanfare.config.SampleEvents;
import dev.fanfare.config.TestContext;
import dev.fanfare.sockets.identity.Handshake;
import dev.fanfare.sockets.identity.Identity;
import dev.fanfare.sockets.identity.IdentityException;
import dev.fanfare.sockets.identity.TicketKey;
import dev.fanfare.sockets.identity.Tickets;
import dev.fanfare.sockets.identity.Tokens;
import dev.fanfare.sockets.operators.TicketIssue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssueTicketHandlerTest {
  private static final TicketKey KEY = () -> "a key".getBytes(StandardCharsets.UTF_8);
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_000), ZoneOffset.UTC);

  private final IssueTicketHandler handler =
      new IssueTicketHandler(new TicketIssue(KEY, () -> "id-1", CLOCK));
  private final HashSet<String> used = new HashSet<>();
  private final Tokens tokens =
      new Tokens(new Tickets(KEY, CLOCK), (id, until) -> used.add(id), Optional.empty());

  @Test
  void handle_userOnly_isValidForAMinute() throws Exception {
    JsonNode answer = call(SampleEvents.read("IssueTicket", "user"));

    assertThat(answer.path("expires_at").asLong()).isEqualTo(1_060);
    assertThat(redeem(answer)).isEqualTo(new Identity("alice", Map.of(), null, null));
  }

  @Test
  void handle_allFields_areInTheTicket() throws Exception {
    JsonNode answer = call(SampleEvents.read("IssueTicket", "everything"));

    assertThat(answer.path("expires_at").asLong()).isEqualTo(1_300);
    assertThat(redeem(answer))
        .isEqualTo(
            new Identity(
                "alice",
                Map.of("plan", "pro", "country", "at"),
                List.of("news", "room-*"),
                List.of("news")));
  }

  @Test
  void handle_ticketUsedTwice_isRefusedTheSecondTime() throws Exception {
    JsonNode answer = call(SampleEvents.read("IssueTicket", "user"));
    redeem(answer);

    assertThatThrownBy(() -> redeem(answer))
        .isInstanceOf(IdentityException.class)
        .hasMessage("the ticket was already used: a ticket is valid for one connection");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "{};user_id is missing",
        "{\"user_id\": \" \"};user_id is \" \"",
        "{\"user_id\": \"a\", \"ttl_seconds\": 0};ttl_seconds is 0: must be from 1 to 3600",
        "{\"user_id\": \"a\", \"ttl_seconds\": 3601};ttl_seconds is 3601",
        "{\"user_id\": \"a\", \"attributes\": {\"1\": \"\"}};attributes.1 is an invalid name",
        "{\"user_id\": \"a\", \"channels\": [\"b\", \"#c\"]};channels[1] is \"#c\"",
        "{\"user_id\": \"a\", \"channels\": null};channels is null: must have a value",
        "{\"user_id\": \"a\", \"attributes\": null};attributes is null: must have a value",
        "{\"user_id\": \"a\", \"send\": null};send is null: must have a value",
        "{\"user_id\": \"a\", \"send\": \"*\"};send is \"*\": must be a list of strings",
        "{\"user_id\": \"a\", \"send\": [7]};send",
        "{\"user\": \"a\"};\"user\" is an unknown field"
      })
  void handle_invalidField_isNamed(String payload, String message) {
    assertThatThrownBy(() -> call(payload.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining(message);
  }

  private JsonNode call(byte[] payload) throws IOException {
    return LambdaRuntime.call(handler, payload, TestContext.ofInvocation("i"));
  }

  private Identity redeem(JsonNode answer) throws IdentityException {
    return tokens.identify(
        new Handshake("arn", Map.of("token", answer.path("ticket").asText()), null));
  }
}
