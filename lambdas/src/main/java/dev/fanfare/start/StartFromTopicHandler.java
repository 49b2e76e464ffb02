package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNS;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNSRecord;
import dev.fanfare.config.Environment;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.config.Variables;
import java.util.Map;

/**
 * StartFromTopic: one broadcast per SNS message, without a queue between. A bad request goes to the
 * dead letters at once. Any other trouble fails the invocation, which Lambda then repeats; what was
 * started before starts nothing twice.
 */
public final class StartFromTopicHandler implements RequestHandler<SNSEvent, Void> {
  private final Intake intake;

  public StartFromTopicHandler() {
    this(Environment.variables());
  }

  StartFromTopicHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    var names = Intake.Names.of(variables);
    variables.check();
    this.intake = Intake.on(names, environment);
  }

  StartFromTopicHandler(Intake intake) {
    this.intake = intake;
  }

  @Override
  public Void handleRequest(SNSEvent event, Context context) {
    for (SNSRecord record : event.getRecords()) {
      intake.take(arrival(record.getSNS()), PrintableLog.of(context));
    }
    return null;
  }

  private static Intake.Arrival arrival(SNS message) {
    return Intake.Arrival.bare(
        "message " + message.getMessageId(), message.getMessage(), message.getMessageId());
  }
}
