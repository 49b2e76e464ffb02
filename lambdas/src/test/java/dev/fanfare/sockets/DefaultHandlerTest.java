package dev.fanfare.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultHandlerTest {
  private final Actions actions = new Actions();
  private final DefaultHandler handler = new DefaultHandler(actions.route(new DefaultAction()));

  @Test
  void handleRequest_ping_isAnsweredAndShowsThatTheConnectionLives() {
    assertThat(call("ping")).isEqualTo("{\"type\":\"pong\",\"request_id\":\"beat-1\"}");
    assertThat(actions.renewed).containsExactly(Actions.ALICE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "unknown-action   | action is \"jonchannel\": a message needs",
        "no-action        | action is \"\": a message needs",
        "no-json          | message is \"hello\": must be JSON",
        "no-object        | message is \"[\"ping\"]\": must be a JSON object",
        "same-field-twice | must be JSON (Duplicate field 'action'), an object with",
      })
  void handleRequest_noAction_isToldWhatThereIs(String sample, String message) {
    assertThat(call(sample))
        .startsWith("{\"type\":\"error\",")
        .contains("\"error\":\"unknown_action\"")
        .contains(message.replace("\"", "\\\""))
        .contains("an action: joinchannel, leavechannel, ");
    assertThat(actions.renewed).containsExactly(Actions.ALICE);
  }

  @Test
  void handleRequest_requestIdTooLong_isRefusedAndNotRepeated() {
    assertThat(call("request-id-too-long"))
        .contains("\"error\":\"invalid_request\"", "must be a string of at most 64 characters")
        .doesNotContain("\"request_id\":");
  }

  private String call(String sample) {
    return Actions.body(handler, "Default", sample);
  }
}
