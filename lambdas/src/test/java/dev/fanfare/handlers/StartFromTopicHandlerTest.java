package dev.fanfare.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.config.ConfigurationException;
import dev.fanfare.config.LambdaRuntime;
import dev.fanfare.config.SampleEvents;
import dev.fanfare.config.TestContext;
import dev.fanfare.executions.BroadcastStart;
import dev.fanfare.executions.Executions;
import dev.fanfare.start.Intake;
import dev.fanfare.start.TopicIntake;
import dev.fanfare.wiring.StartWiring;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartFromTopicHandlerTest {
  private static final String MESSAGE_ID = "95df01b4-ee98-5cb9-9903-4c221d41eb51";

  private final MemoryBucket bucket = new MemoryBucket();
  private final Map<String, String> started = new LinkedHashMap<>();
  private final List<String> deadLetters = new ArrayList<>();
  private final TestContext context = TestContext.ofInvocation("i");
  private Executions executions = this::start;

  @Test
  void handleRequest_oneMessage_isStoredAsPublishedAndStartedWithItsMessageId() throws IOException {
    call("one-message");

    String key = "broadcasts/" + MESSAGE_ID + "/request.json";
    assertThat(started).containsExactly(Map.entry(MESSAGE_ID, "{\"requestKey\":\"" + key + "\"}"));
    assertThat(bucket.text(key)).contains("wörld 🎉");
    assertThat(context.log()).containsExactly("[INFO] broadcast " + MESSAGE_ID + " accepted");
  }

  @Test
  void handleRequest_requestWithAnId_isStartedWithIt() throws IOException {
    call("named-request");

    assertThat(started).containsOnlyKeys("spring-sale");
  }

  @Test
  void handleRequest_deliveredTwice_startsNothingTwice() throws IOException {
    call("one-message");
    call("one-message");

    assertThat(started).hasSize(1);
    assertThat(context.log()).last().asString().contains("was already accepted and runs once");
  }

  @Test
  void handleRequest_invalidRequest_becomesADeadLetterWithItsReason() throws IOException {
    call("bad-request");

    assertThat(started).isEmpty();
    assertThat(bucket.list("broadcasts/")).isEmpty();
    assertThat(deadLetters)
        .singleElement()
        .asString()
        .startsWith("{\"exclude_user\": [\"eve\"], \"data\": 1} | \"exclude_user\" is an unknown");
    assertThat(context.log())
        .singleElement()
        .asString()
        .startsWith("[ERROR] message " + MESSAGE_ID + " rejected: \"exclude_user\" is an unknown");
  }

  @Test
  void handleRequest_stepFunctionsBusy_failsSoThatItIsRedelivered() {
    executions =
        (name, input) -> {
          throw new IllegalStateException("throttled");
        };

    assertThatThrownBy(() -> call("one-message")).hasMessage("throttled");
    assertThat(deadLetters).isEmpty();
  }

  @Test
  void new_noVariables_reportsAllThatAreMissing() {
    var failure =
        catchThrowableOfType(
            ConfigurationException.class, () -> new StartWiring(Map.of()).topicIntake());

    assertThat(failure.problems())
        .containsExactly(
            "BROADCAST_BUCKET is missing: must be set",
            "STATE_MACHINE_ARN is missing: must be set",
            "DEAD_LETTER_QUEUE_URL is missing: must be set");
  }

  private void call(String sample) throws IOException {
    LambdaRuntime.call(
        new StartFromTopicHandler(
            new TopicIntake(
                new Intake(
                    new BroadcastStart(bucket, executions, Clock.systemUTC()),
                    (body, reason) -> deadLetters.add(body + " | " + reason)))),
        SNSEvent.class,
        Void.class,
        SampleEvents.read("StartFromTopic", sample),
        context);
  }

  private Optional<Executions.EarlierExecution> start(String name, String input) {
    started.putIfAbsent(name, input);
    return Optional.empty();
  }
}
