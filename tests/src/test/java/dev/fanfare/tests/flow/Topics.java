package dev.fanfare.tests.flow;

import dev.fanfare.local.sqs.QueueSpec;
import dev.fanfare.loopback.LocalClients;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/** Publishes to a stack's topics through the SDK. */
record Topics(SharedStack shared) {

  /** Publishes to the template's topic and returns the message's id. */
  String publish(String message) {
    String topic = shared.stack().output("TopicArn");
    return call(
        client -> client.publish(publish -> publish.topicArn(topic).message(message)).messageId());
  }

  /** Publishes to a topic of the test's own, which delivers raw messages to the request queue. */
  String publishRaw(String topicName, String message) {
    return call(
        client -> {
          String topic = client.createTopic(create -> create.name(topicName)).topicArn();
          client.subscribe(
              subscribe ->
                  subscribe
                      .topicArn(topic)
                      .protocol("sqs")
                      .endpoint(queueArn())
                      .attributes(Map.of("RawMessageDelivery", "true")));
          return client.publish(publish -> publish.topicArn(topic).message(message)).messageId();
        });
  }

  /** Makes the template's topic accept messages of the given size. */
  void allow(int bytes) {
    String topic = shared.stack().output("TopicArn");
    call(
        client ->
            client.setTopicAttributes(
                set ->
                    set.topicArn(topic)
                        .attributeName("MaximumMessageSize")
                        .attributeValue(Integer.toString(bytes))));
  }

  private String queueArn() {
    return shared.stack().template().all(QueueSpec.class).stream()
        .filter(queue -> queue.logicalId().equals("BroadcastQueue"))
        .findFirst()
        .orElseThrow()
        .arn();
  }

  private <T> T call(Function<SnsClient, T> call) {
    try (var client =
        SnsClient.builder()
            .endpointOverride(shared.stack().endpoints().apis())
            .region(Region.of(shared.stack().account().region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        LocalClients.ACCESS_KEY_ID, LocalClients.SECRET_ACCESS_KEY)))
            .httpClientBuilder(AwsCrtHttpClient.builder())
            .build()) {
      return call.apply(client);
    }
  }
}
