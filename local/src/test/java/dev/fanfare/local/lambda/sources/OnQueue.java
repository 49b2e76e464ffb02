package dev.fanfare.local.lambda.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.account.StackClients;
import dev.fanfare.local.http.AwsService;
import dev.fanfare.local.http.Endpoint;
import dev.fanfare.local.lambda.Invocation;
import dev.fanfare.local.sqs.QueuesHandler;
import dev.fanfare.loopback.LocalClients;
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
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A queue of ElasticMQ for each test, and a poller with the test's own function. */
@Timeout(30)
abstract class OnQueue {
  static final ObjectMapper JSON = new ObjectMapper();
  static final Duration NO_WINDOW = Duration.ZERO;
  static Endpoint server;
  static LocalClients clients;
  static SqsClient sqs;

  final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  String name;
  String queueUrl;
  QueuePoller poller;

  @BeforeAll
  static void startQueues() {
    server = Endpoint.start(0);
    server.mount(AwsService.SQS, QueuesHandler.create(server.endpoint(), LocalAccount.DEFAULT));
    clients = StackClients.of("eu-central-2");
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

  void createQueue(Map<QueueAttributeName, String> attributes) {
    queueUrl = sqs.createQueue(q -> q.queueName(name).attributes(attributes)).queueUrl();
  }

  void send(String... bodies) {
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

  void poll(
      int batchSize,
      Duration window,
      boolean reports,
      Function<JsonNode, CompletableFuture<Invocation>> function) {
    var mapping =
        new QueueMapping(
            queueUrl, LocalAccount.DEFAULT.queueArn(name), "Start", batchSize, window, reports, 2);
    poller =
        new QueuePoller(
                mapping,
                sqs,
                (called, payload) -> {
                  var event = read(payload);
                  var answer = function.apply(event);
                  events.add(event);
                  return answer;
                },
                Clock.systemUTC())
            .start();
  }

  JsonNode next() throws InterruptedException {
    var event = events.poll(10, TimeUnit.SECONDS);
    assertThat(event).as("the next event").isNotNull();
    return event;
  }

  /** Waits until no message is waiting or in flight, so that all messages are deleted. */
  void awaitEmpty() {
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

  static CompletableFuture<Invocation> succeed(String payload) {
    return completedFuture(invocation(payload, Optional.empty()));
  }

  static Invocation invocation(String payload, Optional<String> error) {
    return new Invocation("id", "$LATEST", payload.getBytes(UTF_8), error);
  }

  static List<String> bodies(JsonNode event) {
    return event.get("Records").findValuesAsText("body");
  }

  static JsonNode read(byte[] payload) {
    try {
      return JSON.readTree(payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
