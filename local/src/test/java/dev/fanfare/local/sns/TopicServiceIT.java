package dev.fanfare.local.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.services.sns.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;

/** The topics API: limits, attributes, lists, refusals. */
class TopicServiceIT extends OnTopics {

  @Test
  void publishBatch_oneTooLong_refusesThatOneOrAll(TestInfo test) {
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
  void publish_aboveTheTopicsLimit_isRefusedUntilItIsRaised(TestInfo test) {
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
  void lists_containTopicsAndSubscriptions(TestInfo test) {
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
  void calls_toMissingResources_nameThem(TestInfo test) {
    var absent = ACCOUNT.topicArn("absent");

    assertThatThrownBy(() -> topics.publish(p -> p.topicArn(absent).message("x")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Topic does not exist");
    assertThatThrownBy(() -> topics.publish(p -> p.message("x")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("TargetArn");
    assertThatThrownBy(() -> topics.publish(p -> p.topicArn(topic(test)).message("")))
        .hasMessageContaining("Empty message");
    assertThatThrownBy(
            () ->
                topics.subscribe(
                    s -> s.topicArn(topic(test)).protocol("email").endpoint("a@b.example")))
        .hasMessageContaining("sqs and lambda");
    assertThatThrownBy(() -> topics.listPhoneNumbersOptedOut())
        .hasMessageContaining("does not support the action ListPhoneNumbersOptedOut");
  }

  /** java.net.http does not let a client set its Host header. */
  @Test
  void request_foreignHost_isRefused() throws IOException {
    try (var socket = new Socket("127.0.0.1", service.endpoint().getPort())) {
      var request = "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));

      assertThat(socket.getInputStream().readNBytes("HTTP/1.1 403".length()))
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("HTTP/1.1 403");
    }
  }
}
