package dev.fanfare.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.broadcast.MemoryBucket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second request with the same id is either a redelivery or refused. */
class BroadcastStartTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final String KEY = "broadcasts/sale/request.json";
  private static final String INPUT = "{\"requestKey\":\"" + KEY + "\"}";
  private static final String REQUEST = "{\"id\":\"sale\",\"data\":{\"price\":1.10}}";
  private static final String REFUSAL =
      "id is \"sale\": must not belong to another request: choose another id, or repeat the"
          + " identical request while the bucket keeps it";

  private final MemoryBucket bucket = new MemoryBucket();
  private final KnownExecutions executions = new KnownExecutions(NOW);

  @ParameterizedTest
  @ValueSource(
      strings = {
        REQUEST,
        "{ \"id\": \"sale\",\n  \"data\": {\"price\" : 1.10}}\n",
        "{\"id\":\"s\\u0061le\",\"data\":{\"price\":1.10}}"
      })
  void start_sameRequestAgain_isARedelivery(String again) {
    assertThat(start(REQUEST).isNew()).isTrue();
    assertThat(start(again).isNew()).isFalse();

    assertThat(executions.known()).hasSize(1);
    assertThat(bucket.text(KEY)).isEqualTo(REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"sale\",\"data\":{\"price\":1.1}}",
        "{\"id\":\"sale\",\"data\":{\"price\":1.10},\"users\":[\"ann\"]}",
        "{\"data\":{\"price\":1.10},\"id\":\"sale\"}"
      })
  void start_anotherRequestWithTheId_isRefusedAndChangesNothing(String other) {
    start(REQUEST);

    assertThatThrownBy(() -> start(other))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(REFUSAL);
    assertThat(bucket.text(KEY)).isEqualTo(REQUEST);
    assertThat(executions.known()).hasSize(1);
  }

  @Test
  void start_storedRequestHasExpired_isRefusedAndLeavesNothingBehind() {
    executions.with("sale", INPUT, NOW.minus(Duration.ofDays(30)));

    assertThatThrownBy(() -> start(REQUEST)).hasMessage(REFUSAL);
    assertThat(bucket.list("")).isEmpty();
  }

  @Test
  void start_nameTakenManuallyWithAnotherRequest_isRefusedAndLeavesNothingBehind() {
    executions.with("sale", "{\"data\":\"by hand\"}", NOW);

    assertThatThrownBy(() -> start(REQUEST)).hasMessage(REFUSAL);
    assertThat(bucket.list("")).isEmpty();
  }

  @Test
  void start_nameTakenManuallyWithTheSameRequest_isARedelivery() {
    executions.with("sale", " " + REQUEST, NOW);

    assertThat(start(REQUEST).id()).isEqualTo("sale");
  }

  /** The execution has ended when the SDK repeats a call whose answer was lost. */
  @Test
  void start_responseOfTheFirstCallWasLost_isAccepted() {
    executions.with("sale", INPUT, NOW.minusSeconds(40));

    assertThat(start(REQUEST).isNew()).isTrue();
  }

  @Test
  void start_storedButNotStartedBefore_isStarted() {
    bucket.write(KEY, REQUEST);

    start(REQUEST);

    assertThat(executions.known()).containsOnlyKeys("sale");
  }

  /** A message that a client sends again contains a different time. */
  @Test
  void start_idFromTheSource_isNotCompared() {
    start("{\"data\":1}");

    assertThat(start("{\"data\":2}").isNew()).isFalse();
    assertThat(bucket.text("broadcasts/message-1/request.json")).isEqualTo("{\"data\":1}");
  }

  private BroadcastStart.Accepted start(String request) {
    var start = new BroadcastStart(bucket, executions, Clock.fixed(NOW, ZoneOffset.UTC));
    return start.start(request.getBytes(StandardCharsets.UTF_8), "message-1");
  }
}
