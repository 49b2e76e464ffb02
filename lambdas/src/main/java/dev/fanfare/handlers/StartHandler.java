package dev.fanfare.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.fanfare.start.QueueIntake;
import dev.fanfare.wiring.StartWiring;

/** Start: starts one broadcast for each record of the queue. */
public final class StartHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final QueueIntake intake;

  public StartHandler() {
    this(StartWiring.ofEnvironment().queueIntake());
  }

  public StartHandler(QueueIntake intake) {
    this.intake = intake;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return intake.take(event, context);
  }
}
