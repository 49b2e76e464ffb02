package dev.fanfare.local.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.SnsException;

/**
 * What SNS refuses, and what the local one lacks. The texts without NOT_SUPPORTED_LOCALLY are
 * recorded on AWS.
 */
class RefusalsIT extends OnTopics {
  private static final String QUEUE = ACCOUNT.queueArn("any");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          FilterPolicy       | {"kind":["news"]}           | Invalid parameter: NOT_SUPPORTED_LOCALLY: the local SNS does not read the attribute FilterPolicy
          FilterPolicyScope  | MessageBody                 | NOT_SUPPORTED_LOCALLY: the local SNS does not read the attribute FilterPolicyScope
          DeliveryPolicy     | {}                          | NOT_SUPPORTED_LOCALLY: the local SNS does not read the attribute DeliveryPolicy
          Rawness            | true                        | Invalid parameter: Attributes Reason: AttributeName
          RawMessageDelivery | wrongvalue                  | Invalid parameter: Attributes Reason: RawMessageDelivery: Invalid value [wrongvalue]. Must be true or false.
          RedrivePolicy      | {"deadLetterTargetArn":"q"} | Invalid parameter: Attributes Reason: RedrivePolicy: deadLetterTargetArn is an invalid arn
          RedrivePolicy      | {invalid}                   | Invalid parameter: Attributes Reason: RedrivePolicy: failed to parse JSON.
          """)
  void subscribe_attributeWrongOrUnknown_isRefused(
      String attribute, String value, String expected, TestInfo test) {
    var topic = topics.createTopic(c -> c.name("refusals")).topicArn();

    assertThatThrownBy(
            () ->
                topics.subscribe(
                    s ->
                        s.topicArn(topic)
                            .protocol("sqs")
                            .endpoint(QUEUE)
                            .attributes(Map.of(attribute, value))))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining(expected);
    assertThat(topics.listSubscriptionsByTopic(l -> l.topicArn(topic)).subscriptions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "sqs, http://127.0.0.1:4514/000000000000/any, Invalid parameter: SQS endpoint ARN",
    "sqs, arn:aws:sqs:eu-central-2:000000000000:any.fifo, FIFO SQS Queues can not be subscribed to standard SNS topics",
    "smoke, signal, Invalid parameter: Amazon SNS does not support this protocol string: smoke",
    "https, https://a.example, NOT_SUPPORTED_LOCALLY: the local SNS delivers to sqs and lambda"
  })
  void subscribe_endpointOrProtocolWrong_isRefused(
      String protocol, String endpoint, String expected, TestInfo test) {
    var topic = topic(test);

    assertThatThrownBy(
            () -> topics.subscribe(s -> s.topicArn(topic).protocol(protocol).endpoint(endpoint)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void subscribe_againWithOtherAttributes_isRefused(TestInfo test) {
    var topic = topic(test);
    raw(topic, "http://host/" + QUEUE);
    var plain =
        topics.subscribe(
            s -> s.topicArn(topic).protocol("sqs").endpoint(arn("http://host/" + QUEUE)));

    assertThat(plain.subscriptionArn()).startsWith(topic);
    assertThatThrownBy(
            () ->
                topics.subscribe(
                    s ->
                        s.topicArn(topic)
                            .protocol("sqs")
                            .endpoint(arn("http://host/" + QUEUE))
                            .attributes(Map.of("RawMessageDelivery", "false"))))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Subscription already exists with different attributes");
  }

  @Test
  void setSubscriptionAttributes_unknownOrWrong_isRefused(TestInfo test) {
    var topic = topic(test);
    var subscription =
        topics.subscribe(s -> s.topicArn(topic).protocol("sqs").endpoint(QUEUE)).subscriptionArn();

    assertThatThrownBy(() -> set(subscription, "Rawness", "true"))
        .hasMessageContaining("Invalid parameter: AttributeName");
    assertThatThrownBy(() -> set(subscription, "RawMessageDelivery", "test-ValUe"))
        .hasMessageContaining("RawMessageDelivery: Invalid value [test-ValUe]. Must be true or");
    assertThatThrownBy(() -> set(subscription, "FilterPolicy", "{}"))
        .hasMessageContaining("NOT_SUPPORTED_LOCALLY");
  }

  private static void set(String subscription, String attribute, String value) {
    topics.setSubscriptionAttributes(
        s -> s.subscriptionArn(subscription).attributeName(attribute).attributeValue(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sqs\":\"x\"}",
        "{\"default\":{\"object\":\"x\"}}",
        "{\"default\":5}",
        "[\"default\"]"
      })
  void publish_structureWithoutDefaultText_isRefused(String message) {
    var topic = topics.createTopic(c -> c.name("structures")).topicArn();

    assertThatThrownBy(
            () -> topics.publish(p -> p.topicArn(topic).message(message).messageStructure("json")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining(
            "Invalid parameter: Message Structure - No default entry in JSON message body");
  }

  @Test
  void publish_structureNoJson_isRefused(TestInfo test) {
    var topic = topic(test);

    assertThatThrownBy(
            () ->
                topics.publish(
                    p ->
                        p.topicArn(topic)
                            .message("{\"default\":\"x\"} }")
                            .messageStructure("json")))
        .hasMessageContaining("Message Structure - JSON message body failed to parse");
    assertThatThrownBy(
            () -> topics.publish(p -> p.topicArn(topic).message("{}").messageStructure("xml")))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void publish_structureWithAnotherProtocolsObject_ignoresIt(TestInfo test) {
    var topic = topic(test);
    var queue = queue(test);
    raw(topic, queue);

    topics.publish(
        p ->
            p.topicArn(topic)
                .message("{\"default\":\"for all\",\"sqs\":{\"a\":1}}")
                .messageStructure("json"));

    assertThat(receive(queue).body()).isEqualTo("for all");
  }

  @Test
  void publish_parametersOfOtherTopics_areRefused(TestInfo test) {
    var topic = topic(test);

    assertThatThrownBy(
            () -> topics.publish(p -> p.topicArn(topic).message("x").messageDeduplicationId("d")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining(
            "Invalid parameter: MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type");
    // AWS passes it to standard queues, for which it makes them fair.
    assertThatThrownBy(
            () -> topics.publish(p -> p.topicArn(topic).message("x").messageGroupId("g")))
        .isInstanceOf(SnsException.class)
        .hasMessageContaining(
            "NOT_SUPPORTED_LOCALLY: the local SNS does not read the parameter MessageGroupId of Publish");
    assertThatThrownBy(() -> topics.publish(p -> p.phoneNumber("+15551234567").message("x")))
        .hasMessageContaining("does not read the parameter PhoneNumber of Publish");
  }

  @Test
  void createTopic_againWithOtherAttributes_isRefused(TestInfo test) {
    topics.createTopic(c -> c.name(name(test)).attributes(Map.of("MaximumMessageSize", "2048")));

    topics.createTopic(c -> c.name(name(test)));
    assertThatThrownBy(
            () ->
                topics.createTopic(
                    c -> c.name(name(test)).attributes(Map.of("MaximumMessageSize", "4096"))))
        .hasMessageContaining("Topic already exists with different attributes");
    assertThatThrownBy(
            () -> topics.createTopic(c -> c.name("other").attributes(Map.of("FifoTopic", "true"))))
        .hasMessageContaining("FifoTopic cannot be set");
    assertThat(topics.listTopicsPaginator().topics())
        .noneMatch(topic -> topic.topicArn().endsWith(":other"));
    assertThatThrownBy(() -> topics.createTopic(c -> c.name("tagged").dataProtectionPolicy("{}")))
        .hasMessageContaining("does not read the parameter DataProtectionPolicy of CreateTopic");
  }
}
