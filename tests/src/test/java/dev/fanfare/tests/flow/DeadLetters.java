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
 * @param mark what the bodies of this test's requests contain
 */
record DeadLetters(SharedStack shared, String mark) {
  private static final Duration WITHIN = Duration.ofSeconds(15);

  /**
   * Waits until nothing is left on the queue of requests, then takes what is in the dead-letter
   * queue.
   */
  List<String> take() {
    String requests = shared.stack().output("QueueUrl");
    Awaitility.await("all requests to be settled").atMost(WITHIN).until(() -> isEmpty(requests));
    String deadLetters = shared.stack().output("DeadLetterQueueUrl");
    var bodies = new ArrayList<String>();
    while (!isEmpty(deadLetters)) {
      for (Message message : receive(deadLetters)) {
        bodies.add(message.body());
      }
    }
    return bodies.stream().filter(body -> body.contains(mark)).toList();
  }

  private List<Message> receive(String queue) {
    var messages =
        shared
            .queues()
            .receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
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
