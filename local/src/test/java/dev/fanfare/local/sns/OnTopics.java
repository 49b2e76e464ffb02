package dev.fanfare.local.sns;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.account.StackClients;
import dev.fanfare.local.http.AwsService;
import dev.fanfare.local.http.Endpoint;
import dev.fanfare.local.sqs.QueueSender;
import dev.fanfare.local.sqs.QueuesHandler;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.LoopbackHttp;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Topics with real queues, and functions that only record their events. */
abstract class OnTopics {
  static final LocalAccount ACCOUNT = LocalAccount.DEFAULT;
  static final ObjectMapper JSON = new ObjectMapper();
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T08:15:00.120Z"), ZoneOffset.UTC);
  static final int KIB_256 = 256 * 1024;

  /** ARN and event of every invocation. */
  static final Queue<Map.Entry<String, String>> INVOKED = new ConcurrentLinkedQueue<>();

  static Endpoint queueServer;
  static LocalClients clients;
  static SqsClient queues;
  static LocalService service;
  static SnsClient topics;

  @BeforeAll
  static void start() {
    queueServer = Endpoint.start(0);
    queueServer.mount(AwsService.SQS, QueuesHandler.create(queueServer.endpoint(), ACCOUNT));
    clients = StackClients.of(ACCOUNT.region());
    queues = clients.sqs(queueServer.endpoint());
    var deliveries =
        new Deliveries(
            new QueueSender(queues, queueServer.endpoint())::send,
            (arn, event) -> INVOKED.add(Map.entry(arn, new String(event, StandardCharsets.UTF_8))),
            Runnable::run);
    service = LoopbackHttp.start("test", 0, new TopicService(ACCOUNT, deliveries, CLOCK).handler());
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

  static void raw(String topic, String queue) {
    topics.subscribe(
        s ->
            s.topicArn(topic)
                .protocol("sqs")
                .endpoint(arn(queue))
                .attributes(Map.of("RawMessageDelivery", "true")));
  }

  static String topic(TestInfo test) {
    return topics.createTopic(c -> c.name(name(test))).topicArn();
  }

  static String queue(TestInfo test) {
    return queues.createQueue(c -> c.queueName(name(test))).queueUrl();
  }

  static String name(TestInfo test) {
    return test.getTestMethod().orElseThrow().getName();
  }

  static String arn(String queueUrl) {
    return ACCOUNT.queueArn(queueUrl.substring(queueUrl.lastIndexOf('/') + 1));
  }

  static PublishBatchRequestEntry entry(String id, String message) {
    return PublishBatchRequestEntry.builder().id(id).message(message).build();
  }

  static Message receive(String queue) {
    return queues
        .receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(10).messageAttributeNames("All"))
        .messages()
        .get(0);
  }
}
