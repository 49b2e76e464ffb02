package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNS;

/**
 * Starts one broadcast for each SNS message, without a queue. An invalid request goes to the
 * dead-letter queue. Any other failure fails the invocation, and Lambda retries it; broadcasts that
 * were already started are not started twice.
 */
public final class TopicIntake {
  private final Intake intake;

  public TopicIntake(Intake intake) {
    this.intake = intake;
  }

  public void take(SNSEvent event, LambdaLogger log) {
    event.getRecords().forEach(record -> intake.take(arrival(record.getSNS()), log));
  }

  private static Intake.IncomingRequest arrival(SNS message) {
    return Intake.IncomingRequest.withoutEnvelope(
        "message " + message.getMessageId(), message.getMessage(), message.getMessageId());
  }
}
