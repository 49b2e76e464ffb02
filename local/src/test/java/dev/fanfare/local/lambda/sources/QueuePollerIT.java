package dev.fanfare.local.lambda.sources;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.lambda.Invocation;
import dev.fanfare.local.lambda.InvocationRejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The events that the function gets, and the handling of the messages after its answer. */
class QueuePollerIT extends OnQueue {

  @Test
  void poll_message_becomesLambdasEvent() throws Exception {
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
  void poll_someReportedAsFailed_onlyTheseReturn() throws Exception {
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
  void poll_malformedReport_allReturn() throws Exception {
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
    // Polls repeatedly, because ElasticMQ does not wake a long poll when it moves a message.
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

  private static CompletableFuture<Invocation> fail() {
    return completedFuture(invocation("{}", Optional.of("Unhandled")));
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

  private static List<String> fields(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
