package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.fanfare.config.Environment;
import dev.fanfare.config.Variables;
import java.util.ArrayList;
import java.util.Map;

/**
 * Start: one broadcast per SQS record, which holds a request, or a topic's envelope with a request
 * in it. A bad request goes to the dead letters, and is done with. A record that meets other
 * trouble is reported alone, and comes again; its neighbours proceed.
 */
public final class StartHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Intake intake;

  public StartHandler() {
    this(Environment.variables());
  }

  StartHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    var names = Intake.Names.of(variables);
    variables.check();
    this.intake = Intake.on(names, environment);
  }

  StartHandler(Intake intake) {
    this.intake = intake;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    var failures = new ArrayList<BatchItemFailure>();
    for (SQSMessage record : event.getRecords()) {
      if (!isSettled(record, context.getLogger())) {
        failures.add(new BatchItemFailure(record.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
  }

  private boolean isSettled(SQSMessage record, LambdaLogger log) {
    try {
      intake.take(arrival(record), log);
      return true;
    } catch (RuntimeException e) {
      // Throttling, a network fault: the queue brings the record back after its visibility timeout.
      log.log("WARN record " + record.getMessageId() + " failed, comes again: " + e);
      return false;
    }
  }

  /** Under an envelope lies the request; SNS may deliver it twice, but under one id. */
  private static Intake.Arrival arrival(SQSMessage record) {
    String source = "record " + record.getMessageId();
    String body = record.getBody();
    return TopicEnvelope.of(body)
        .map(envelope -> new Intake.Arrival(source, envelope.message(), envelope.messageId(), body))
        .orElseGet(() -> Intake.Arrival.bare(source, body, record.getMessageId()));
  }
}
