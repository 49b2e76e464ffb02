package dev.fanfare.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.config.ConfigurationException;
import dev.fanfare.config.LambdaRuntime;
import dev.fanfare.config.SampleEvents;
import dev.fanfare.config.TestContext;
import dev.fanfare.direct.Bookings;
import dev.fanfare.executions.BroadcastStart;
import dev.fanfare.executions.Executions;
import dev.fanfare.push.permits.ClientBacklog;
import dev.fanfare.request.RequestReader;
import dev.fanfare.start.DeadLetters;
import dev.fanfare.start.Intake;
import dev.fanfare.start.QueueIntake;
import dev.fanfare.wiring.StartWiring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartHandlerTest {
  private static final String MESSAGE_ID = "059f36b4-87a3-44ab-83d2-66197583000";

  private final MemoryBucket bucket = new MemoryBucket();
  private final Map<String, String> started = new LinkedHashMap<>();
  private final List<String> direct = new ArrayList<>();
  private final List<String> put = new ArrayList<>();
  private final List<Long> waits = new ArrayList<>();
  private int busy;
  private final TestContext context = TestContext.ofInvocation("i");
  private Executions executions = this::start;
  private DeadLetters deadLetters = (body, reason) -> put.add(body + " | " + reason);

  @Test
  void handleRequest_oneRequest_isStoredAsReceivedAndStartedWithItsMessageId() throws IOException {
    JsonNode answer = call("one-request");

    String key = "broadcasts/" + MESSAGE_ID + "1/request.json";
    assertThat(answer).hasToString("{\"batchItemFailures\":[]}");
    assertThat(started)
        .containsExactly(Map.entry(MESSAGE_ID + "1", "{\"requestKey\":\"" + key + "\"}"));
    assertThat(bucket.text(key))
        .isEqualTo(
            "{\"users\": [\"alice\", \"bob\"], \"exclude_users\": [\"bob\"],"
                + " \"data\": {\"hello\": \"wörld 🎉\"}}");
    assertThat(context.log()).containsExactly("[INFO] broadcast " + MESSAGE_ID + "1 accepted");
  }

  @Test
  void handleRequest_requestWithAnId_isStartedWithIt() throws IOException {
    call("named-request");

    assertThat(started).containsOnlyKeys("spring-sale");
  }

  @Test
  void handleRequest_presenceNotice_isPostedDirectlyAndOperatorsRequestsAreNot()
      throws IOException {
    call("presence-notice");

    assertThat(direct)
        .singleElement()
        .asString()
        .startsWith(MESSAGE_ID + "1 {\"channels\": [\"room-1\"]");
    assertThat(started).containsOnlyKeys(MESSAGE_ID + "2");
  }

  @Test
  void handleRequest_tooManyPendingClientPosts_redeliversNoticesAndDoesNotDelayOperators()
      throws IOException {
    busy = 99;
    JsonNode answer = call("presence-notice");

    assertThat(answer).hasToString("{\"batchItemFailures\":[" + failure(1) + "]}");
    assertThat(context.log())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("[INFO] broadcast " + MESSAGE_ID + "2 accepted"),
            line -> assertThat(line).startsWith("[WARN] record " + MESSAGE_ID + "1 failed"));
  }

  @Test
  void handleRequest_tooManyPendingClientPostsBriefly_noticeWaits() throws IOException {
    busy = 2;
    JsonNode answer = call("presence-notice");

    assertThat(answer.path("batchItemFailures")).isEmpty();
    assertThat(waits).containsExactly(300L, 300L);
    assertThat(direct).hasSize(1);
  }

  @Test
  void handleRequest_messageAttributes_areIgnored() throws IOException {
    call("message-attributes");

    assertThat(started).containsOnlyKeys("from-a-service");
  }

  @Test
  void handleRequest_topicEnvelopes_areOpenedAndNamedByTheTopicsMessageId() throws IOException {
    JsonNode answer = call("topic-envelope");

    String id = "95df01b4-ee98-5cb9-9903-4c221d41eb51";
    assertThat(started).containsOnlyKeys(id);
    assertThat(bucket.text("broadcasts/" + id + "/request.json"))
        .startsWith("{\"users\": [\"alice\", \"bob\"]");
    assertThat(answer).hasToString("{\"batchItemFailures\":[]}");
    assertThat(put).singleElement().asString().startsWith("{").contains(" | \"exclude_user\" is");
    assertThat(context.log()).last().asString().contains(MESSAGE_ID + "2", "\"exclude_user\"");
  }

  @Test
  void handleRequest_validAndInvalidRequests_putsTheInvalidAsideWithTheirReasons()
      throws IOException {
    JsonNode answer = call("good-and-bad-requests");

    assertThat(answer).hasToString("{\"batchItemFailures\":[]}");
    assertThat(started).containsOnlyKeys(MESSAGE_ID + "1", "second");
    assertThat(bucket.list("broadcasts/")).hasSize(2);
    assertThat(put)
        .satisfiesExactly(
            letter -> assertThat(letter).contains(" | \"exclude_user\" is an unknown field"),
            letter -> assertThat(letter).contains("must be JSON"),
            letter ->
                assertThat(letter).contains(" | id is \"a b\": must be a valid execution name"));
    assertThat(context.log())
        .filteredOn(line -> line.startsWith("[ERROR]"))
        .satisfiesExactly(
            line -> assertThat(line).contains(MESSAGE_ID + "2", "\"exclude_user\""),
            line -> assertThat(line).contains(MESSAGE_ID + "3", "must be JSON"),
            line -> assertThat(line).contains(MESSAGE_ID + "4", "id is \"a b\""));
  }

  @Test
  void handleRequest_escapeSequencesInARequest_reachNeitherLogNorDeadLetter() {
    var event = new SQSEvent();
    var record = new SQSEvent.SQSMessage();
    record.setMessageId(MESSAGE_ID);
    record.setBody("{\"id\": \"\\u001b[2J\\u202e\", \"data\": 1}");
    event.setRecords(List.of(record));

    handler().handleRequest(event, context);

    assertThat(context.log())
        .singleElement()
        .asString()
        .startsWith("[ERROR] ")
        .contains("id is \"\\u001b[2J\\u202e\": must be a valid execution name")
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
    assertThat(put)
        .singleElement()
        .asString()
        .contains("| id is \"\\u001b[2J")
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
  }

  @Test
  void handleRequest_anotherRequestWithTheSameId_becomesADeadLetterWithItsReason()
      throws IOException {
    JsonNode answer = call("same-id-twice");

    assertThat(answer.path("batchItemFailures")).isEmpty();
    assertThat(started).hasSize(1);
    assertThat(put)
        .singleElement()
        .asString()
        .startsWith("{\"id\": \"spring-sale\", \"data\": \"second\"} | id is \"spring-sale\": ")
        .contains("must not belong to another request");
    assertThat(bucket.text("broadcasts/spring-sale/request.json")).contains("first");
  }

  @Test
  void handleRequest_redelivered_startsNothingTwice() throws IOException {
    call("one-request");
    JsonNode again = call("one-request");

    assertThat(again.path("batchItemFailures")).isEmpty();
    assertThat(started).hasSize(1);
    assertThat(context.log()).last().asString().contains("was already accepted and runs once");
  }

  @Test
  void handleRequest_stepFunctionsBusy_hasOnlyThatRecordRedelivered() throws IOException {
    executions =
        (name, input) -> {
          if (name.equals("second")) {
            throw new IllegalStateException("throttled");
          }
          return start(name, input);
        };

    JsonNode answer = call("good-and-bad-requests");

    assertThat(answer.path("batchItemFailures"))
        .extracting(failure -> failure.path("itemIdentifier").asText())
        .containsExactly(MESSAGE_ID + 5);
    assertThat(started).containsOnlyKeys(MESSAGE_ID + "1");
    // An error that may be temporary must not lead to a dead letter.
    assertThat(put).hasSize(3);
  }

  @Test
  void handleRequest_invalidRequestCannotBePutAside_isRedelivered() throws IOException {
    deadLetters =
        (body, reason) -> {
          throw new IllegalStateException("no such queue");
        };

    JsonNode answer = call("good-and-bad-requests");

    assertThat(answer)
        .hasToString(
            "{\"batchItemFailures\":[" + failure(2) + "," + failure(3) + "," + failure(4) + "]}");
    assertThat(started).hasSize(2);
    assertThat(context.log()).anyMatch(line -> line.startsWith("[WARN]") && line.contains("queue"));
  }

  @Test
  void new_noVariables_reportsAllThatAreMissing() {
    var failure =
        catchThrowableOfType(
            ConfigurationException.class, () -> new StartWiring(Map.of()).queueIntake());

    assertThat(failure.problems())
        .contains(
            "BROADCAST_BUCKET is missing: must be set",
            "STATE_MACHINE_ARN is missing: must be set",
            "DEAD_LETTER_QUEUE_URL is missing: must be set",
            "DIRECT_LIMIT is missing: must be set")
        .doesNotHaveDuplicates();
  }

  private JsonNode call(String sample) throws IOException {
    return LambdaRuntime.call(
        handler(),
        SQSEvent.class,
        SQSBatchResponse.class,
        SampleEvents.read("Start", sample),
        context);
  }

  private StartHandler handler() {
    return new StartHandler(
        new QueueIntake(
            new Intake(new BroadcastStart(bucket, executions, Clock.systemUTC()), deadLetters),
            (json, id, longest, log) -> post(json, id)));
  }

  private String post(byte[] json, String id) {
    new Bookings(backlog(), 1, Duration.ofSeconds(1), waits::add)
        .of(RequestReader.read(json), Instant.EPOCH);
    direct.add(id + " " + new String(json, StandardCharsets.UTF_8));
    return "posted";
  }

  private ClientBacklog backlog() {
    return new ClientBacklog() {
      @Override
      public Duration book(long posts, Instant at) {
        return busy-- > 0 ? Duration.ofMillis(300) : Duration.ZERO;
      }

      @Override
      public void correct(long posts, Instant at) {}

      @Override
      public long maxAdvanceBooking() {
        return 100;
      }
    };
  }

  private static String failure(int record) {
    return "{\"itemIdentifier\":\"" + MESSAGE_ID + record + "\"}";
  }

  private Optional<Executions.EarlierExecution> start(String name, String input) {
    started.putIfAbsent(name, input);
    return Optional.empty();
  }
}
