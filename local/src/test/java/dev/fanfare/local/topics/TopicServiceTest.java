package dev.fanfare.local.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.LocalAccount;
import dev.fanfare.local.services.LocalClients;
import dev.fanfare.local.services.LocalQueues;
import dev.fanfare.local.services.QueueSender;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** By the SDK, as anybody would use it, into real queues. */
class TopicServiceTest {
  private static final LocalAccount ACCOUNT = LocalAccount.DEFAULT;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T08:15:00.120Z"), ZoneOffset.UTC);
  private static final int KIB_256 = 256 * 1024;

  /** ARN and event of every function invoked. */
  private static final Queue<Map.Entry<String, String>> INVOKED = new ConcurrentLinkedQueue<>();

  private static LocalQueues queueServer;
  private static LocalClients clients;
  private static SqsClient queues;
  private static TopicService service;
  private static SnsClient topics;

  @BeforeAll
  static void start() {
    queueServer = LocalQueues.start(0, ACCOUNT);
    clients = new LocalClients(ACCOUNT.region());
    queues = clients.sqs(queueServer.endpoint());
    var deliveries =
        new Deliveries(
            new QueueSender(queues, queueServer.endpoint()),
            (arn, event) -> INVOKED.add(Map.entry(arn, new String(event, StandardCharsets.UTF_8))),
            Runnable::run);
    service = TopicService.start(0, ACCOUNT, deliveries, CLOCK);
    topics =
        SnsClient.builder()
            .endpointOverride(service.endpoint())
            .region(Region.of(ACCOUNT.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(AwsCrtHttpClient.builder())
            .build();
  }

  @AfterAll
  static void stop() {
    topics.close();
    service.close();
    clients.close();
    queueServer.close();
  }

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
  void publish_toAQueueRaw_arrivesAsItIsWithItsAttributes(TestInfo test) {
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
  void publish_toAFunction_isLambdasEvent(TestInfo test) throws IOException {
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
  void publish_toAQueueThatIsGone_goesToTheSubscriptionsDeadLetters(TestInfo test) {
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

  @Test
  void publishBatch_oneIsTooLong_refusesThatOneOrAll(TestInfo test) {
    var topic = topic(test);
    var queue = queue(test);
    raw(topic, queue);

    var answer =
        topics.publishBatch(
            p -> p.topicArn(topic).publishBatchRequestEntries(entry("a", "1"), entry("b", "2")));

    assertThat(answer.successful()).extracting(each -> each.id()).containsExactly("a", "b");
    assertThat(List.of(receive(queue).body(), receive(queue).body()))
        .containsExactlyInAnyOrder("1", "2");
    var half = "x".repeat(KIB_256 / 2 + 1);
    assertThatThrownBy(
            () ->
                topics.publishBatch(
                    p ->
                        p.topicArn(topic)
                            .publishBatchRequestEntries(entry("a", half), entry("b", half))))
        .isInstanceOf(BatchRequestTooLongException.class);
  }

  @Test
  void publish_largerThanTheTopicTakes_isRefusedUntilItTakesMore(TestInfo test) {
    var topic = topic(test);
    var queue = queue(test);
    raw(topic, queue);
    var large = "ü".repeat(450 * 1024);

    topics.publish(p -> p.topicArn(topic).message("x".repeat(KIB_256)));
    assertThatThrownBy(() -> topics.publish(p -> p.topicArn(topic).message(large)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Message too long");
    topics.setTopicAttributes(
        s ->
            s.topicArn(topic)
                .attributeName("MaximumMessageSize")
                .attributeValue(String.valueOf(4 * KIB_256)));
    topics.publish(p -> p.topicArn(topic).message(large));

    assertThat(receive(queue).body()).hasSize(KIB_256);
    assertThat(receive(queue).body()).isEqualTo(large);
    assertThat(topics.getTopicAttributes(g -> g.topicArn(topic)).attributes())
        .containsEntry("MaximumMessageSize", "1048576")
        .containsEntry("SubscriptionsConfirmed", "1");
  }

  @Test
  void attributes_outOfRangeOrUnknown_areRefused(TestInfo test) {
    var topic = topic(test);

    for (var value : List.of("1023", "1048577", "many", "")) {
      assertThatThrownBy(
              () ->
                  topics.setTopicAttributes(
                      s ->
                          s.topicArn(topic)
                              .attributeName("MaximumMessageSize")
                              .attributeValue(value)))
          .isInstanceOf(InvalidParameterException.class)
          .hasMessageContaining("must be from 1024 to 1048576");
    }
    assertThatThrownBy(
            () ->
                topics.setTopicAttributes(
                    s -> s.topicArn(topic).attributeName("FifoTopic").attributeValue("true")))
        .hasMessageContaining("FifoTopic cannot be set");
  }

  @Test
  void lists_tellTopicsAndSubscriptions(TestInfo test) {
    var topic = topic(test);
    var queue = queue(test);
    raw(topic, queue);
    raw(topic, queue);

    assertThat(topics.listTopicsPaginator().topics()).anyMatch(t -> t.topicArn().equals(topic));
    var subscriptions = topics.listSubscriptionsByTopic(l -> l.topicArn(topic)).subscriptions();
    assertThat(subscriptions).extracting(Subscription::endpoint).containsExactly(arn(queue));
    var subscription = subscriptions.get(0).subscriptionArn();
    assertThat(topics.getSubscriptionAttributes(g -> g.subscriptionArn(subscription)).attributes())
        .containsEntry("RawMessageDelivery", "true");
    topics.unsubscribe(u -> u.subscriptionArn(subscription));
    assertThat(topics.listSubscriptionsByTopic(l -> l.topicArn(topic)).subscriptions()).isEmpty();
  }

  @Test
  void calls_toWhatIsNotThere_sayWhatIsMissing(TestInfo test) {
    var absent = ACCOUNT.topicArn("absent");

    assertThatThrownBy(() -> topics.publish(p -> p.topicArn(absent).message("x")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Topic does not exist");
    assertThatThrownBy(() -> topics.publish(p -> p.topicArn(topic(test)).message("")))
        .hasMessageContaining("Empty message");
    assertThatThrownBy(
            () ->
                topics.subscribe(
                    s -> s.topicArn(topic(test)).protocol("email").endpoint("a@b.example")))
        .hasMessageContaining("sqs and lambda");
    assertThatThrownBy(() -> topics.listPhoneNumbersOptedOut())
        .hasMessageContaining("does not know the action ListPhoneNumbersOptedOut");
  }

  /** java.net.http does not let a client choose its Host header. */
  @Test
  void request_hostOfAnotherName_isTurnedAway() throws IOException {
    try (var socket = new Socket("127.0.0.1", service.endpoint().getPort())) {
      var request = "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));

      assertThat(socket.getInputStream().readNBytes("HTTP/1.1 403".length()))
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("HTTP/1.1 403");
    }
  }

  private static List<String> fields(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static void raw(String topic, String queue) {
    topics.subscribe(
        s ->
            s.topicArn(topic)
                .protocol("sqs")
                .endpoint(arn(queue))
                .attributes(Map.of("RawMessageDelivery", "true")));
  }

  private static String topic(TestInfo test) {
    return topics.createTopic(c -> c.name(name(test))).topicArn();
  }

  private static String queue(TestInfo test) {
    return queues.createQueue(c -> c.queueName(name(test))).queueUrl();
  }

  private static String name(TestInfo test) {
    return test.getTestMethod().orElseThrow().getName();
  }

  private static String arn(String queueUrl) {
    return ACCOUNT.queueArn(queueUrl.substring(queueUrl.lastIndexOf('/') + 1));
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  private static PublishBatchRequestEntry entry(String id, String message) {
    return PublishBatchRequestEntry.builder().id(id).message(message).build();
  }

  private static Message receive(String queue) {
    return queues
        .receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(10).messageAttributeNames("All"))
        .messages()
        .get(0);
  }
}
