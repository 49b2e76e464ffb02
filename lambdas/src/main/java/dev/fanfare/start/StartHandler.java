package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.fanfare.channels.BroadcastQueue;
import dev.fanfare.config.Environment;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.config.Variables;
import dev.fanfare.direct.DirectSetup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;

/**
 * Start: one broadcast per SQS record, which holds a request, or a topic's envelope with a request
 * in it. A bad request goes to the dead letters, and is done with. A record that meets other
 * trouble is reported alone, and comes again; its neighbours proceed.
 */
public final class StartHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  /** The function's timeout: after it, an earlier call has ended. */
  private static final Duration LIFE = Duration.ofSeconds(30);

  private final Intake intake;
  private final DirectIntake direct;

  public StartHandler() {
    this(Environment.variables());
  }

  StartHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    var names = Intake.Names.of(variables);
    var setup = DirectSetup.of(variables);
    variables.check();
    this.intake = Intake.on(names, environment);
    this.direct = DirectIntake.on(setup, names, environment, LIFE);
  }

  StartHandler(Intake intake, DirectIntake direct) {
    this.intake = intake;
    this.direct = direct;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    var failures = new ArrayList<BatchItemFailure>();
    // Notices may have to wait for other posts of clients; what operators send never waits for
    // them.
    var inOrder = new ArrayList<>(event.getRecords());
    inOrder.sort(Comparator.comparing(StartHandler::isNotice));
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
      // Throttling, a network fault, too many posts to come: the queue brings the record back after
      // its visibility timeout.
      log.log("WARN record " + record.getMessageId() + " failed, comes again: " + e);
      return false;
    }
  }

  /** Presence notices are Fanfare's own; what operators send is an execution to be watched. */
  private static boolean isNotice(SQSMessage record) {
    var attributes = record.getMessageAttributes();
    var source = attributes == null ? null : attributes.get(BroadcastQueue.SOURCE);
    return source != null && BroadcastQueue.PRESENCE.equals(source.getStringValue());
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
