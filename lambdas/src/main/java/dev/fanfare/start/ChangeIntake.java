package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.fanfare.config.PrintableLog;
import java.util.List;

/**
 * Starts one broadcast for each changed row of a stream, sequentially, so that direct posts keep
 * the stream's order. A change that can never be broadcast (a row above the message limit) goes to
 * the dead-letter queue, and the stream continues. At any other failure, the rest of the batch is
 * skipped, and Lambda redelivers the batch from the first failure on.
 */
public final class ChangeIntake {
  private final RowChanges changes;
  private final Intake intake;
  private final DirectIntake direct;

  public ChangeIntake(RowChanges changes, Intake intake, DirectIntake direct) {
    this.changes = changes;
    this.intake = intake;
    this.direct = direct;
  }

  public StreamsEventResponse take(DynamodbEvent event, Context context) {
    LambdaLogger log = PrintableLog.of(context);
    for (DynamodbStreamRecord change : event.getRecords()) {
      try {
        if (changes.includes(change)) {
          intake.takeDirectly(arrival(change), direct, DirectIntake.longest(context), log);
        }
      } catch (RuntimeException e) {
        // Throttling or a network fault: Lambda redelivers this change and all later ones.
        log.log(
            "change " + change.getEventID() + " failed and will be redelivered: " + e,
            LogLevel.WARN);
        var failure = new BatchItemFailure(change.getDynamodb().getSequenceNumber());
        return new StreamsEventResponse(List.of(failure));
      }
    }
    return new StreamsEventResponse(List.of());
  }

  private Intake.IncomingRequest arrival(DynamodbStreamRecord change) {
    return Intake.IncomingRequest.withoutEnvelope(
        "change " + change.getEventID(), changes.request(change), RowChanges.id(change));
  }
}
