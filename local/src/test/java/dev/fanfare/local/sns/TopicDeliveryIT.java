package dev.fanfare.local.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Published messages in the form that subscribers receive. */
class TopicDeliveryIT extends OnTopics {

  @Test
  void publish_toAQueue_arrivesInAnEnvelope(TestInfo test) throws IOException {
    var topic = topic(test);
    var queue = queue(test);
    topics.subscribe(s -> s.topicArn(topic).protocol("sqs").endpoint(arn(queue)));
    var message = "{\"data\": \"<&>\\\"wörld\\\" 🎉 +%20\"}";

    var id =
        topics
            .publish(
                p ->
                    p.topicArn(topic)
                        .subject("sale")
                        .message(message)
                        .messageAttributes(Map.of("kind", text("news"))))
            .messageId();

    var envelope = JSON.readTree(receive(queue).body());
    assertThat(fields(envelope))
        .containsExactly(
            "Type",
            "MessageId",
            "TopicArn",
            "Subject",
            "Message",
            "Timestamp",
            "SignatureVersion",
            "Signature",
            "SigningCertURL",
            "UnsubscribeURL",
            "MessageAttributes");
    assertThat(envelope.path("Type").asText()).isEqualTo("Notification");
    assertThat(envelope.path("MessageId").asText()).isEqualTo(id);
    assertThat(envelope.path("TopicArn").asText()).isEqualTo(topic);
    assertThat(envelope.path("Subject").asText()).isEqualTo("sale");
    assertThat(envelope.path("Message").asText()).isEqualTo(message);
    assertThat(envelope.path("Timestamp").asText()).isEqualTo("2026-11-22T08:15:00.120Z");
    assertThat(envelope.at("/MessageAttributes/kind"))
        .hasToString("{\"Type\":\"String\",\"Value\":\"news\"}");
  }

  @Test
  void publish_toAQueueRaw_arrivesUnchangedWithItsAttributes(TestInfo test) {
    var topic = topic(test);
    var queue = queue(test);
    raw(topic, queue);

    topics.publish(
        p ->
            p.topicArn(topic)
                .message("{\"data\":1}")
                .messageAttributes(
                    Map.of(
                        "kind",
                        text("news"),
                        "bytes",
                        MessageAttributeValue.builder()
                            .dataType("Binary")
                            .binaryValue(SdkBytes.fromByteArray(new byte[] {1, 2}))
                            .build())));

    var message = receive(queue);
    assertThat(message.body()).isEqualTo("{\"data\":1}");
    assertThat(message.messageAttributes().get("kind").stringValue()).isEqualTo("news");
    assertThat(message.messageAttributes().get("bytes").binaryValue().asByteArray())
        .containsExactly(1, 2);
  }

  @Test
  void publish_toAFunction_becomesLambdasEvent(TestInfo test) throws IOException {
    var topic = topic(test);
    var function = ACCOUNT.functionArn("Start") + ":live";
    topics.subscribe(s -> s.topicArn(topic).protocol("lambda").endpoint(function));

    var id = topics.publish(p -> p.topicArn(topic).message("{\"data\":1}")).messageId();

    await().until(() -> !INVOKED.isEmpty());
    var invoked = INVOKED.remove();
    assertThat(invoked.getKey()).isEqualTo(function);
    var record = JSON.readTree(invoked.getValue()).at("/Records/0");
    assertThat(record.path("EventSource").asText()).isEqualTo("aws:sns");
    assertThat(record.path("EventSubscriptionArn").asText()).startsWith(topic + ":");
    assertThat(record.at("/Sns/MessageId").asText()).isEqualTo(id);
    assertThat(record.at("/Sns/Message").asText()).isEqualTo("{\"data\":1}");
    assertThat(record.at("/Sns/Subject").isNull()).isTrue();
    assertThat(fields(record.path("Sns"))).contains("SigningCertUrl", "UnsubscribeUrl");
  }

  @Test
  void publish_toAMissingQueue_goesToTheSubscriptionsDeadLetterQueue(TestInfo test) {
    var topic = topic(test);
    var deadLetters = queue(test);
    topics.subscribe(
        s ->
            s.topicArn(topic)
                .protocol("sqs")
                .endpoint(ACCOUNT.queueArn("gone"))
                .attributes(
                    Map.of(
                        "RawMessageDelivery",
                        "true",
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"" + arn(deadLetters) + "\"}")));

    topics.publish(p -> p.topicArn(topic).message("undeliverable"));

    assertThat(receive(deadLetters).body()).isEqualTo("undeliverable");
  }

  private static List<String> fields(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
