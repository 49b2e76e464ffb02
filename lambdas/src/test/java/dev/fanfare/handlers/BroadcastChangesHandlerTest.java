package dev.fanfare.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.config.ConfigurationException;
import dev.fanfare.config.LambdaRuntime;
import dev.fanfare.config.SampleEvents;
import dev.fanfare.config.TestContext;
import dev.fanfare.executions.BroadcastStart;
import dev.fanfare.executions.Executions;
import dev.fanfare.start.ChangeIntake;
import dev.fanfare.start.Intake;
import dev.fanfare.start.RowChanges;
import dev.fanfare.wiring.StartWiring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BroadcastChangesHandlerTest {
  private static final String ID = "change-c4ca4238a0b923820dcc509a6f75849";
  private static final List<String> INSERT_AND_MODIFY = List.of("INSERT", "MODIFY");

  private final MemoryBucket bucket = new MemoryBucket();
  private final Map<String, String> started = new LinkedHashMap<>();
  private final List<String> deadLetters = new ArrayList<>();
  private final TestContext context = TestContext.ofInvocation("i");
  private Executions executions = this::start;
  private RowChanges changes = new RowChanges("orders", List.of(), INSERT_AND_MODIFY);

  @Test
  void handleRequest_insert_sendsTheRowAsPlainJsonToTheChannel() throws IOException {
    JsonNode answer = call("insert");

    assertThat(answer).hasToString("{\"batchItemFailures\":[]}");
    assertThat(started).containsOnlyKeys(ID + 1);
    assertThat(request(1))
        .isEqualTo(
            "{\"channels\":[\"orders\"],\"data\":{\"table\":\"orders\",\"event\":\"INSERT\","
                + "\"sequence_number\":\"4447300000000015499581\","
                + "\"keys\":{\"order_id\":\"o-1\"},\"item\":{\"order_id\":\"o-1\","
                + "\"price\":12345678901234567890.10,\"paid\":true,\"note\":null,"
                + "\"tags\":[\"a\",\"b\"],\"sizes\":[1,2.5],"
                + "\"lines\":[{\"sku\":\"wörld 🎉\"},7],\"blob\":\"AQI=\",\"blobs\":[\"AQI=\"]}}}");
  }

  @Test
  void handleRequest_chosenFields_onlyTheseAreSent() throws IOException {
    changes = new RowChanges("orders", List.of("paid", "absent"), INSERT_AND_MODIFY);

    call("insert");

    assertThat(request(1)).endsWith("\"keys\":{\"order_id\":\"o-1\"},\"item\":{\"paid\":true}}}");
  }

  @Test
  void handleRequest_otherEvents_areIgnored() throws IOException {
    call("all-events");

    assertThat(started).containsOnlyKeys(ID + 1, ID + 2);
    assertThat(request(2)).contains("\"event\":\"MODIFY\"", "\"price\":2");
  }

  @Test
  void handleRequest_removedRow_hasNoFields() throws IOException {
    changes = new RowChanges("orders", List.of(), List.of("REMOVE"));

    call("all-events");

    assertThat(started).containsOnlyKeys(ID + 3);
    assertThat(request(3)).contains("\"event\":\"REMOVE\"", "\"item\":{}");
  }

  @Test
  void handleRequest_keysOnlyStream_sendsTheKeys() throws IOException {
    call("keys-only");

    assertThat(request(1)).contains("\"keys\":{\"order_id\":\"o-1\"},\"item\":{}");
  }

  @Test
  void handleRequest_deliveredTwice_startsNothingTwice() throws IOException {
    call("all-events");
    call("all-events");

    assertThat(started).hasSize(2);
  }

  @Test
  void handleRequest_rowAboveTheMessageLimit_isADeadLetterAndItsNeighboursProceed()
      throws IOException {
    String large = "x".repeat(AwsLimits.MESSAGE_BYTES);
    String event =
        new String(SampleEvents.read("BroadcastChanges", "all-events"), StandardCharsets.UTF_8)
            .replaceFirst("\"N\": \"1\"", "\"S\": \"" + large + "\"");

    JsonNode answer = call(event.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.path("batchItemFailures")).isEmpty();
    assertThat(started).containsOnlyKeys(ID + 2);
    assertThat(deadLetters)
        .singleElement()
        .asString()
        .contains("{\"channels\":[\"orders\"]", " | data is 131");
    assertThat(context.log()).first().asString().startsWith("[ERROR] change ");
  }

  @Test
  void handleRequest_stepFunctionsBusy_reportsTheFirstFailureAndLeavesTheRest() throws IOException {
    executions =
        (name, input) -> {
          if (name.endsWith("1")) {
            throw new IllegalStateException("throttled");
          }
          return start(name, input);
        };

    JsonNode answer = call("all-events");

    assertThat(answer)
        .hasToString("{\"batchItemFailures\":[{\"itemIdentifier\":\"4447300000000015499581\"}]}");
    assertThat(started).isEmpty();
    assertThat(deadLetters).isEmpty();
  }

  @Test
  void new_invalidVariables_reportsEachProblem() {
    var failure =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                new StartWiring(Map.of("CHANGES_CHANNEL", "a#b", "CHANGES_EVENTS", "INSERT,DELETE"))
                    .changeIntake());

    assertThat(failure.problems())
        .contains(
            "BROADCAST_BUCKET is missing: must be set",
            "CHANGES_FIELDS is missing: must be set",
            "CHANGES_EVENTS is \"INSERT,DELETE\": must be one or more of INSERT,MODIFY,REMOVE")
        .anyMatch(problem -> problem.startsWith("CHANGES_CHANNEL is \"a#b\": must be a string"));
  }

  private String request(int change) {
    return bucket.text("broadcasts/" + ID + change + "/request.json");
  }

  private JsonNode call(String sample) throws IOException {
    return call(SampleEvents.read("BroadcastChanges", sample));
  }

  private JsonNode call(byte[] event) throws IOException {
    return LambdaRuntime.call(
        new BroadcastChangesHandler(
            new ChangeIntake(
                changes,
                new Intake(
                    new BroadcastStart(bucket, executions, Clock.systemUTC()),
                    (body, reason) -> deadLetters.add(body + " | " + reason)),
                (json, id, longest, log) ->
                    new BroadcastStart(bucket, executions, Clock.systemUTC())
                        .start(json, id)
                        .id())),
        DynamodbEvent.class,
        StreamsEventResponse.class,
        event,
        context);
  }

  private Optional<Executions.EarlierExecution> start(String name, String input) {
    started.putIfAbsent(name, input);
    return Optional.empty();
  }
}
