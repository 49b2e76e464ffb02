package dev.fanfare.tests.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The requests of one test that ended in the dead-letter queue.
 *
 * @param mark text that the bodies of this test's requests contain
 */
record DeadLetters(SharedStack shared, String mark) {

  /** A request as the sender wrote it, and the reason for its refusal. */
  record Letter(String body, String reason) {}

  private static final Duration WITHIN = Duration.ofSeconds(15);

  /**
   * Waits until the stack has handled all requests, then takes the messages from the dead-letter
   * queue. A message appears there a moment after it leaves the request queue.
   *
   * @param expected the minimum number of messages
   */
  List<String> take(int expected) {
    return takeLetters(expected).stream().map(Letter::body).toList();
  }

  /** The same as {@code take}, with the reason for each refusal. */
  List<Letter> takeLetters(int expected) {
    String requests = shared.stack().output("QueueUrl");
    Awaitility.await("all requests to be handled").atMost(WITHIN).until(() -> isEmpty(requests));
    String deadLetters = shared.stack().output("DeadLetterQueueUrl");
    var taken = new ArrayList<Letter>();
    Awaitility.await(expected + " dead letters")
        .atMost(WITHIN)
        .until(
            () -> {
              receive(deadLetters).stream()
                  .filter(message -> message.body().contains(mark))
                  .map(DeadLetters::letter)
                  .forEach(taken::add);
              return taken.size() >= expected && isEmpty(deadLetters);
            });
    return taken;
  }

  private static Letter letter(Message message) {
    return new Letter(message.body(), message.messageAttributes().get("reason").stringValue());
  }

  private List<Message> receive(String queue) {
    var messages =
        shared
            .queues()
            .receiveMessage(
                receive ->
                    receive.queueUrl(queue).maxNumberOfMessages(10).messageAttributeNames("reason"))
            .messages();
    messages.forEach(
        message ->
            shared
                .queues()
                .deleteMessage(
                    delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle())));
    return messages;
  }

  private boolean isEmpty(String queue) {
    return shared
        .queues()
        .getQueueAttributes(
            get ->
                get.queueUrl(queue)
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .allMatch("0"::equals);
  }
}
