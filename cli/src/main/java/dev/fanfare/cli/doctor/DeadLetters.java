package dev.fanfare.cli.doctor;

import dev.fanfare.cli.stack.DeployedStack;
import java.util.List;
import java.util.Locale;

/** Whether requests lie in the dead-letter queue. They are only counted: nobody is kept waiting. */
final class DeadLetters implements Check {

  @Override
  public String about() {
    return "dead letters";
  }

  @Override
  public List<Finding> look(CheckContext context) {
    DeployedStack stack = context.stack();
    return QueueDepth.of(context, stack.deadLetterQueueUrl())
        .map(depth -> List.of(judge(depth, stack.deadLetterQueueUrl())))
        .orElse(List.of());
  }

  private Finding judge(QueueDepth depth, String url) {
    return depth.all() == 0
        ? Finding.ok(about(), "the queue is empty")
        : Finding.fix(
            about(),
            String.format(
                Locale.ROOT, "%,d requests were refused or failed, and lie there", depth.all()),
            "their attribute reason tells why: aws sqs receive-message --queue-url "
                + url
                + " --message-attribute-names reason --visibility-timeout 1; send them again put"
                + " right, then delete them");
  }
}
