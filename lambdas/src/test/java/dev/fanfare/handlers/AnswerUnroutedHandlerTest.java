package dev.fanfare.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.sockets.Actions;
import dev.fanfare.sockets.actions.AnswerUnroutedAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerUnroutedHandlerTest {
  private final Actions actions = new Actions();
  private final AnswerUnroutedHandler handler =
      new AnswerUnroutedHandler(actions.route(new AnswerUnroutedAction()));

  @Test
  void handleRequest_unroutedPing_isAnswered() {
    assertThat(call("ping")).isEqualTo("{\"type\":\"pong\",\"request_id\":\"beat-1\"}");
  }

  @Test
  void handleRequest_byteOrderMark_isSkipped() {
    assertThat(call("ping-with-mark")).isEqualTo("{\"type\":\"pong\",\"request_id\":\"beat-1\"}");
  }

  /** An error about an unknown action would be misleading, because the action is known. */
  @Test
  void handleRequest_actionAfterAByteOrderMark_isRefusedBecauseOfTheMark() {
    assertThat(call("action-with-mark"))
        .isEqualTo(
            "{\"type\":\"error\",\"action\":\"listmembers\",\"error\":\"invalid_request\","
                + "\"message\":\"message is for the action listmembers, but API Gateway cannot read"
                + " it: must begin with {, without a byte order mark\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "unknown-action   | action is \"jonchannel\": must be one of the actions",
        "no-action        | action is missing: must be given: one of the actions",
        "action-no-text   | action is an object: must be a string: one of the actions",
        "message-twice    | Duplicate field 'a' (line 1, column",
        "not-a-number     | NaN is not a JSON value: a number must have digits (line 1, column",
        "no-json          | message is \"hello\": must be JSON",
        "no-object        | message is \"[\"ping\"]\": must be a JSON object",
        "same-field-twice | Duplicate field 'action' (line 1, column 26)",
        "cut-off          | Unexpected end-of-input: expected close marker for Object (line 1, column 18)",
      })
  void handleRequest_noValidAction_isRefusedWithTheKnownActions(String sample, String message) {
    assertThat(call(sample))
        .startsWith("{\"type\":\"error\",")
        .contains("\"error\":\"unknown_action\"")
        .contains(message.replace("\"", "\\\""))
        .contains("one of the actions joinchannel, leavechannel, ");
  }

  @Test
  void handleRequest_requestIdTooLong_isRefusedAndNotRepeated() {
    assertThat(call("request-id-too-long"))
        .contains("\"error\":\"invalid_request\"", "must be a string of at most 64 characters")
        .doesNotContain("\"request_id\":");
  }

  @Test
  void handleRequest_veryLongAction_isNotRepeated() {
    assertThat(call("action-too-long"))
        .startsWith("{\"type\":\"error\",\"error\":")
        .hasSizeLessThan(400);
  }

  private String call(String sample) {
    return Actions.body(handler, "AnswerUnrouted", sample);
  }
}
