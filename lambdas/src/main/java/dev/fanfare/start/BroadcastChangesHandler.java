package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.fanfare.config.Environment;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.config.Variables;
import dev.fanfare.direct.DirectSetup;
import dev.fanfare.request.ChannelName;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * BroadcastChanges: one broadcast per changed row of a stream, one after the other, so that what is
 * posted directly arrives in the stream's order. A change that can never be broadcast (a row above
 * the message limit) goes to the dead letters, and the stream goes on. At any other trouble the
 * rest of the batch is left: Lambda brings a stream's batch again from the first failure on,
 * whatever became of those behind it.
 */
public final class BroadcastChangesHandler
    implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private static final List<String> EVENTS = List.of("INSERT", "MODIFY", "REMOVE");

  private final RowChanges changes;
  private final Intake intake;
  private final DirectIntake direct;

  public BroadcastChangesHandler() {
    this(Environment.variables());
  }

  BroadcastChangesHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    var names = Intake.Names.of(variables);
    this.changes =
        new RowChanges(
            variables.text("CHANGES_CHANNEL", ChannelName::isValid, ChannelName.RULE),
            variables.list("CHANGES_FIELDS"),
            variables.choices("CHANGES_EVENTS", EVENTS));
    var setup = DirectSetup.of(variables);
    variables.check();
    this.intake = Intake.on(names, environment);
    // A stream brings a change again only when the call before has ended.
    this.direct = DirectIntake.on(setup, names, environment, Duration.ZERO);
  }

  BroadcastChangesHandler(RowChanges changes, Intake intake, DirectIntake direct) {
    this.changes = changes;
    this.intake = intake;
    this.direct = direct;
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    LambdaLogger log = PrintableLog.of(context);
    for (DynamodbStreamRecord change : event.getRecords()) {
      try {
        if (changes.tells(change)) {
          intake.takeDirectly(arrival(change), direct, DirectIntake.longest(context), log);
        }
      } catch (RuntimeException e) {
        // Throttling, a network fault: Lambda brings it and what is behind it again.
        log.log("WARN change " + change.getEventID() + " failed, comes again: " + e);
        return answer(List.of(new BatchItemFailure(change.getDynamodb().getSequenceNumber())));
      }
    }
    return answer(List.of());
  }

  private Intake.Arrival arrival(DynamodbStreamRecord change) {
    return Intake.Arrival.bare(
        "change " + change.getEventID(), changes.request(change), RowChanges.id(change));
  }

  private static StreamsEventResponse answer(List<BatchItemFailure> failures) {
    return new StreamsEventResponse(failures);
  }
}
