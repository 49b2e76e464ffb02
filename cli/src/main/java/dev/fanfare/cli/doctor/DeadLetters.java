package dev.fanfare.cli.doctor;

import dev.fanfare.cli.stack.DeployedStack;
import java.util.List;
import java.util.Locale;

/**
 * Checks that the dead-letter queue is empty. It only counts messages, and receives none: receiving
 * would hide them from others.
 */
final class DeadLetters implements Check {

  @Override
  public String title() {
    return "dead letters";
  }

  @Override
  public List<Finding> run(CheckContext context) {
    DeployedStack stack = context.stack();
    return QueueDepth.of(context, stack.deadLetterQueueUrl())
        .map(depth -> List.of(evaluate(depth, stack.deadLetterQueueUrl())))
        .orElse(List.of());
  }

  private Finding evaluate(QueueDepth depth, String url) {
    return depth.all() == 0
        ? Finding.ok(title(), "the queue is empty")
        : Finding.fix(
            title(),
            String.format(
                Locale.ROOT,
                "%,d requests were refused or failed, and are in the queue",
                depth.all()),
            "their attribute reason says why: aws sqs receive-message --queue-url "
                + url
                + " --message-attribute-names reason --visibility-timeout 1; correct them and send"
                + " them again, then delete them");
  }
}
