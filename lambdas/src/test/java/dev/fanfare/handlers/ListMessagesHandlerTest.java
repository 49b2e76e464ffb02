package dev.fanfare.handlers;

import static dev.fanfare.sockets.Actions.CONNECTION_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fanfare.archive.MemoryArchive;
import dev.fanfare.channels.ChannelMembers.Member;
import dev.fanfare.channels.MemoryChannelMembers;
import dev.fanfare.config.ConfigurationException;
import dev.fanfare.sockets.Actions;
import dev.fanfare.sockets.actions.ListMessagesAction;
import dev.fanfare.wiring.ActionWiring;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListMessagesHandlerTest {
  private static final long START = Instant.parse("2026-11-22T08:00:00Z").toEpochMilli();

  private final Actions actions = new Actions();
  private final MemoryArchive archive = new MemoryArchive();
  private final ListMessagesHandler handler =
      new ListMessagesHandler(
          actions.route(
              new ListMessagesAction(
                  new MemoryChannelMembers().with("news", new Member("alice", CONNECTION_ID, 1)),
                  archive,
                  Actions.CLOCK)));

  @BeforeEach
  void fill() {
    for (int i = 1; i <= 8; i++) {
      archive.append(
          "news", "b" + i, "{\"n\":" + i + ".0}", Instant.ofEpochMilli(START + i * 1_000));
    }
  }

  @Test
  void handleRequest_neitherSinceNorBefore_listsTheLatestInOrder() {
    assertThat(call("last"))
        .startsWith("{\"type\":\"messages\",\"channel\":\"news\",\"messages\":[");
    assertThat(call("last"))
        .contains("{\"position\":8,\"id\":\"b8\",\"sent_at\":1795334408000,\"data\":{\"n\":8.0}}]")
        .endsWith("\"next\":null}");
  }

  @ParameterizedTest
  @CsvSource({
    "since-position, 345, 5",
    "since-instant, 5678, null",
    "before, 45, 4",
    "between, 34, null"
  })
  void handleRequest_eitherDirection_listsInOrderAndReturnsTheNextPosition(
      String sample, String positions, String next) {
    String answer = call(sample);

    assertThat(
            answer
                .replaceAll("\\{\"position\":(\\d)[^}]*}}", "$1")
                .replaceAll("[^\\[]*\\[|].*", ""))
        .isEqualTo(String.join(",", positions.split("")));
    assertThat(answer).contains("],\"next\":" + next);
  }

  @Test
  void handleRequest_messageLargerThanAnAnswer_isListedWithItsSize() {
    archive.append(
        "news", "large", '"' + "x".repeat(128 * 1024 - 2) + '"', Instant.ofEpochMilli(START));

    assertThat(call("last")).contains("\"position\":9,\"id\":\"large\"", "\"bytes\":131072}]");
  }

  @Test
  void handleRequest_messageForAPartOfTheChannel_isMarked() {
    archive.append("news", "part", "1", Instant.ofEpochMilli(START), true);

    assertThat(call("last")).contains("\"narrowed\":true,\"data\":1}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "channel-not-joined | not_joined      | channel is \"staff\": must be one",
        "malformed-since    | invalid_request | since is -1: must be the position of a message",
        "malformed-before   | invalid_request | before is 0: must be the position of a message",
        "limit-too-high     | invalid_request | limit is 101: must be a whole number from 1 to 100"
      })
  void handleRequest_badRequest_isRefusedWithFieldValueAndRule(
      String sample, String word, String message) {
    assertThat(call(sample)).contains("\"error\":\"" + word + "\"", message.replace("\"", "\\\""));
  }

  @Test
  void handler_noVariables_reportsAllThatAreMissing() {
    var failure =
        catchThrowableOfType(
            ConfigurationException.class, () -> new ActionWiring(Map.of()).listMessages());

    assertThat(failure.problems())
        .containsExactly(
            "SUBSCRIPTIONS_TABLE is missing: must be set",
            "MESSAGES_TABLE is missing: must be set",
            "BUDGETS_TABLE is missing: must be set",
            "MAX_MESSAGES_PER_MINUTE is missing: must be set",
            "MAX_REFUSALS_PER_MINUTE is missing: must be set",
            "ANONYMOUS_PER_SOURCE is missing: must be set",
            "CONNECTIONS_ENDPOINT is missing: must be set");
  }

  private String call(String sample) {
    return Actions.body(handler, "ListMessages", sample);
  }
}
