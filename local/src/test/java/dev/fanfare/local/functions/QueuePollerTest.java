package dev.fanfare.local.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.LocalAccount;
import dev.fanfare.local.services.LocalClients;
import dev.fanfare.local.services.LocalQueues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

@Timeout(30)
class QueuePollerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration NO_WINDOW = Duration.ZERO;
  private static LocalQueues server;
  private static LocalClients clients;
  private static SqsClient sqs;

  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private String name;
  private String queueUrl;
  private QueuePoller poller;

  @BeforeAll
  static void startQueues() {
    server = LocalQueues.start(0, LocalAccount.DEFAULT);
    clients = new LocalClients("eu-central-2");
    sqs = clients.sqs(server.endpoint());
  }

  @AfterAll
  static void stopQueues() {
    clients.close();
    server.close();
  }

  @BeforeEach
  void nameQueue(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName();
  }

  @AfterEach
  void stopPolling() {
    if (poller != null) {
      poller.close();
    }
  }

  @Test
  void poll_message_isTheEventLambdaMakes() throws Exception {
    createQueue(Map.of());
    var sent =
        sqs.sendMessage(
            m ->
                m.queueUrl(queueUrl)
                    .messageBody("{\"data\":\"ü\"}")
                    .messageAttributes(
                        Map.of(
                            "kind",
                                MessageAttributeValue.builder()
                                    .dataType("String")
                                    .stringValue("test")
                                    .build(),
                            "raw",
                                MessageAttributeValue.builder()
                                    .dataType("Binary")
                                    .binaryValue(SdkBytes.fromUtf8String("x"))
                                    .build())));
    poll(10, NO_WINDOW, false, event -> succeed("null"));

    var record = next().get("Records").get(0);

    assertThat(record.get("messageId").asText()).isEqualTo(sent.messageId());
    assertThat(record.get("receiptHandle").asText()).isNotEmpty();
    assertThat(record.get("body").asText()).isEqualTo("{\"data\":\"ü\"}");
    assertThat(record.get("md5OfBody").asText()).isEqualTo(sent.md5OfMessageBody());
    assertThat(record.get("eventSource").asText()).isEqualTo("aws:sqs");
    assertThat(record.get("eventSourceARN").asText())
        .isEqualTo(LocalAccount.DEFAULT.queueArn(name));
    assertThat(record.get("awsRegion").asText()).isEqualTo("eu-central-2");
    assertThat(fields(record.get("attributes")))
        .contains(
            "ApproximateReceiveCount",
            "SentTimestamp",
            "SenderId",
            "ApproximateFirstReceiveTimestamp");
    assertThat(record.get("attributes").get("ApproximateReceiveCount").asText()).isEqualTo("1");
    assertThat(record.get("messageAttributes").get("kind").toString())
        .isEqualTo(
            "{\"stringValue\":\"test\",\"stringListValues\":[],\"binaryListValues\":[],"
                + "\"dataType\":\"String\"}");
    assertThat(record.get("messageAttributes").get("raw").get("binaryValue").asText())
        .isEqualTo("eA==");
    awaitEmpty();
  }

  @Test
  void poll_someReportedAsFailed_onlyTheyComeBack() throws Exception {
    createQueue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
    send("good", "bad", "fine");
    poll(10, NO_WINDOW, true, event -> succeed(failuresOf(event, "bad")));

    var first = next();
    assertThat(bodies(first)).containsExactlyInAnyOrder("good", "bad", "fine");
    var second = next();
    assertThat(bodies(second)).containsExactly("bad");
    assertThat(second.at("/Records/0/attributes/ApproximateReceiveCount").asText()).isEqualTo("2");
  }

  @Test
  void poll_malformedReport_allComeBack() throws Exception {
    createQueue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
    send("a", "b");
    var report = "{\"batchItemFailures\":[{\"itemIdentifier\":\"unknown\"}]}";
    poll(10, NO_WINDOW, true, event -> succeed(report));

    assertThat(bodies(next())).containsExactlyInAnyOrder("a", "b");
    var again = new ArrayList<String>();
    while (again.size() < 2) {
      again.addAll(bodies(next()));
    }
    assertThat(again).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void poll_emptyReport_allAreDeleted() throws Exception {
    createQueue(Map.of());
    send("a", "b");
    poll(10, NO_WINDOW, true, event -> succeed("null"));

    next();
    awaitEmpty();
  }

  @Test
  void poll_alwaysFailingWithVisibilityZero_endsInTheDeadLetterQueue() throws Exception {
    var deadLetters = sqs.createQueue(q -> q.queueName(name + "-dlq")).queueUrl();
    createQueue(
        Map.of(
            QueueAttributeName.VISIBILITY_TIMEOUT,
            "0",
            QueueAttributeName.REDRIVE_POLICY,
            "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"3\"}"
                .formatted(LocalAccount.DEFAULT.queueArn(name + "-dlq"))));
    send("poison");
    poll(1, NO_WINDOW, true, event -> fail());

    for (int count = 1; count <= 3; count++) {
      assertThat(next().at("/Records/0/attributes/ApproximateReceiveCount").asInt())
          .isEqualTo(count);
    }
    // Asked again and again: ElasticMQ does not wake a long poll for a message that it moves.
    var dead =
        await()
            .until(
                () -> sqs.receiveMessage(r -> r.queueUrl(deadLetters)).messages(),
                m -> !m.isEmpty());
    assertThat(dead).extracting(Message::body).containsExactly("poison");
    assertThat(events).isEmpty();
  }

  @Test
  void poll_lambdaRefuses_messagesStay() throws Exception {
    createQueue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
    send("a");
    var refusal = new InvocationRejectedException(429, "TooManyRequestsException", "busy");
    poll(10, NO_WINDOW, false, event -> CompletableFuture.failedFuture(refusal));

    next();
    assertThat(next().at("/Records/0/attributes/ApproximateReceiveCount").asText()).isEqualTo("2");
  }

  @Test
  void poll_batchingWindow_collectsMoreThanOneReceiveGives() throws Exception {
    createQueue(Map.of());
    var bodies = new String[25];
    for (int i = 0; i < bodies.length; i++) {
      bodies[i] = "m" + i;
    }
    send(bodies);
    poll(25, Duration.ofSeconds(20), false, event -> succeed("null"));

    assertThat(bodies(next())).containsExactlyInAnyOrder(bodies);
    awaitEmpty();
  }

  @Test
  void poll_batchAboveSixMegabytes_isSplit() throws Exception {
    createQueue(Map.of());
    for (int i = 0; i < 7; i++) {
      send("x".repeat(1_000_000));
    }
    poll(10, NO_WINDOW, false, event -> succeed("null"));

    int messages = 0;
    while (messages < 7) {
      var event = next();
      assertThat(event.toString().length()).isLessThanOrEqualTo(AwsLimits.INVOKE_BYTES);
      messages += event.get("Records").size();
    }
    assertThat(messages).isEqualTo(7);
    awaitEmpty();
  }

  @Test
  void poll_functionBusy_invokesNoMoreThanItsConcurrency() throws Exception {
    createQueue(Map.of());
    send("a", "b", "c");
    var busy = new ArrayList<CompletableFuture<Invocation>>();
    poll(
        1,
        NO_WINDOW,
        false,
        event -> {
          var running = new CompletableFuture<Invocation>();
          busy.add(running);
          return running;
        });

    next();
    next();
    assertThat(events.poll(300, TimeUnit.MILLISECONDS)).isNull();
    busy.get(0).complete(invocation("null", Optional.empty()));
    next();
    assertThat(busy).hasSize(3);
  }

  @Test
  @Timeout(5)
  void close_whileLongPolling_returnsAtOnce() {
    createQueue(Map.of());
    poll(10, NO_WINDOW, false, event -> succeed("null"));

    poller.close();
  }

  private void createQueue(Map<QueueAttributeName, String> attributes) {
    queueUrl = sqs.createQueue(q -> q.queueName(name).attributes(attributes)).queueUrl();
  }

  private void send(String... bodies) {
    for (int from = 0; from < bodies.length; from += 10) {
      var entries = new ArrayList<SendMessageBatchRequestEntry>();
      for (int i = from; i < Math.min(from + 10, bodies.length); i++) {
        var body = bodies[i];
        entries.add(SendMessageBatchRequestEntry.builder().id("m" + i).messageBody(body).build());
      }
      assertThat(sqs.sendMessageBatch(b -> b.queueUrl(queueUrl).entries(entries)).failed())
          .isEmpty();
    }
  }

  private void poll(
      int batchSize,
      Duration window,
      boolean reports,
      Function<JsonNode, CompletableFuture<Invocation>> function) {
    var mapping =
        new QueueMapping(
            queueUrl, LocalAccount.DEFAULT.queueArn(name), "Start", batchSize, window, reports, 2);
    poller =
        QueuePoller.start(
            mapping,
            sqs,
            (called, payload) -> {
              var event = read(payload);
              var answer = function.apply(event);
              events.add(event);
              return answer;
            },
            Clock.systemUTC());
  }

  private JsonNode next() throws InterruptedException {
    var event = events.poll(10, TimeUnit.SECONDS);
    assertThat(event).as("the next event").isNotNull();
    return event;
  }

  /** Neither waiting nor in flight: what is deleted is gone for good. */
  private void awaitEmpty() {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        sqs.getQueueAttributes(
                                q -> q.queueUrl(queueUrl).attributeNames(QueueAttributeName.ALL))
                            .attributes())
                    .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0")
                    .containsEntry(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0"));
  }

  private static CompletableFuture<Invocation> succeed(String payload) {
    return completedFuture(invocation(payload, Optional.empty()));
  }

  private static CompletableFuture<Invocation> fail() {
    return completedFuture(invocation("{}", Optional.of("Unhandled")));
  }

  private static Invocation invocation(String payload, Optional<String> error) {
    return new Invocation("id", "$LATEST", payload.getBytes(UTF_8), error);
  }

  private static String failuresOf(JsonNode event, String body) {
    var ids = new ArrayList<String>();
    for (var record : event.get("Records")) {
      if (record.get("body").asText().equals(body)) {
        ids.add("{\"itemIdentifier\":\"" + record.get("messageId").asText() + "\"}");
      }
    }
    return "{\"batchItemFailures\":[" + String.join(",", ids) + "]}";
  }

  private static List<String> bodies(JsonNode event) {
    return event.get("Records").findValuesAsText("body");
  }

  private static List<String> fields(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode read(byte[] payload) {
    try {
      return JSON.readTree(payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
