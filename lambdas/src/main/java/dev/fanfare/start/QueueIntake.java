package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.fanfare.channels.presence.BroadcastQueue;
import dev.fanfare.config.PrintableLog;
import java.util.ArrayList;
import java.util.Comparator;

/**
 * Starts one broadcast for each SQS record. A record holds a request, or a topic's envelope around
 * one. An invalid request goes to the dead-letter queue and is not retried. If a record fails for
 * any other reason, only this record is reported as failed, and SQS redelivers it.
 */
public final class QueueIntake {
  private final Intake intake;
  private final DirectIntake direct;

  public QueueIntake(Intake intake, DirectIntake direct) {
    this.intake = intake;
    this.direct = direct;
  }

  public SQSBatchResponse take(SQSEvent event, Context context) {
    var failures = new ArrayList<BatchItemFailure>();
    // Notices may wait for posts of clients. Operators' requests go first, so they never wait.
    var inOrder = new ArrayList<>(event.getRecords());
    inOrder.sort(Comparator.comparing(QueueIntake::isNotice));
    for (SQSMessage record : inOrder) {
      if (!isSettled(record, context)) {
        failures.add(new BatchItemFailure(record.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
  }

  private boolean isSettled(SQSMessage record, Context context) {
    LambdaLogger log = PrintableLog.of(context);
    try {
      if (isNotice(record)) {
        intake.takeDirectly(arrival(record), direct, DirectIntake.longest(context), log);
      } else {
        intake.take(arrival(record), log);
      }
      return true;
    } catch (RuntimeException e) {
      // Throttling, a network fault, or too many pending posts: the queue redelivers the record
      // after its visibility timeout.
      log.log(
          "record " + record.getMessageId() + " failed and will be redelivered: " + e,
          LogLevel.WARN);
      return false;
    }
  }

  /**
   * Whether the record is a presence notice, which Fanfare itself sends. Operators' requests become
   * executions that can be watched.
   */
  private static boolean isNotice(SQSMessage record) {
    var attributes = record.getMessageAttributes();
    var source = attributes == null ? null : attributes.get(BroadcastQueue.SOURCE);
    return source != null && BroadcastQueue.PRESENCE.equals(source.getStringValue());
  }

  /** SNS may deliver an envelope twice, but with the same message id. */
  private static Intake.IncomingRequest arrival(SQSMessage record) {
    String source = "record " + record.getMessageId();
    String body = record.getBody();
    return TopicEnvelope.of(body)
        .map(
            envelope ->
                new Intake.IncomingRequest(source, envelope.message(), envelope.messageId(), body))
        .orElseGet(
            () -> Intake.IncomingRequest.withoutEnvelope(source, body, record.getMessageId()));
  }
}
