package dev.fanfare.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.fanfare.start.ChangeIntake;
import dev.fanfare.wiring.StartWiring;

/** BroadcastChanges: starts one broadcast for each changed row of a stream. */
public final class BroadcastChangesHandler
    implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private final ChangeIntake intake;

  public BroadcastChangesHandler() {
    this(StartWiring.ofEnvironment().changeIntake());
  }

  public BroadcastChangesHandler(ChangeIntake intake) {
    this.intake = intake;
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    return intake.take(event, context);
  }
}
