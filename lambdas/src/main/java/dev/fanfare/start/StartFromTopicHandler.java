package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNS;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNSRecord;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.S3BroadcastBucket;
import dev.fanfare.config.Variables;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * StartFromTopic: one broadcast per SNS message, without a queue between. A bad request goes to the
 * dead letters at once. Any other trouble fails the invocation, which Lambda then repeats; what was
 * started before starts nothing twice.
 */
public final class StartFromTopicHandler implements RequestHandler<SNSEvent, Void> {
  private final BroadcastStart broadcasts;
  private final DeadLetters deadLetters;

  public StartFromTopicHandler() {
    this(Environment.variables());
  }

  StartFromTopicHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    String bucket = variables.text("BROADCAST_BUCKET");
    String stateMachineArn = variables.text("STATE_MACHINE_ARN");
    String deadLetterQueueUrl = variables.text("DEAD_LETTER_QUEUE_URL");
    variables.check();
    var aws = new AwsClients(environment);
    this.broadcasts =
        new BroadcastStart(
            new S3BroadcastBucket(aws.objects(), bucket),
            new SfnExecutions(aws.executions(), stateMachineArn));
    this.deadLetters = new SqsDeadLetters(aws.queues(), deadLetterQueueUrl);
  }

  StartFromTopicHandler(BroadcastStart broadcasts, DeadLetters deadLetters) {
    this.broadcasts = broadcasts;
    this.deadLetters = deadLetters;
  }

  @Override
  public Void handleRequest(SNSEvent event, Context context) {
    for (SNSRecord record : event.getRecords()) {
      start(record.getSNS(), context.getLogger());
    }
    return null;
  }

  private void start(SNS message, LambdaLogger log) {
    try {
      byte[] json = message.getMessage().getBytes(StandardCharsets.UTF_8);
      log.log(broadcasts.start(json, message.getMessageId()).logLine());
    } catch (InvalidRequestException e) {
      log.log("ERROR message " + message.getMessageId() + " rejected: " + e.getMessage());
      deadLetters.put(message.getMessage(), e.getMessage());
    }
  }
}
