package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.fanfare.broadcast.ChannelName;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.S3BroadcastBucket;
import dev.fanfare.config.Variables;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * BroadcastChanges: one broadcast per changed row of a stream. A change that can never be broadcast
 * (a row above the message limit) goes to the dead letters, and the stream goes on. At any other
 * trouble the rest of the batch is left: Lambda brings a stream's batch again from the first
 * failure on, whatever became of those behind it.
 */
public final class BroadcastChangesHandler
    implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private static final List<String> EVENTS = List.of("INSERT", "MODIFY", "REMOVE");

  private final RowChanges changes;
  private final BroadcastStart broadcasts;
  private final DeadLetters deadLetters;

  public BroadcastChangesHandler() {
    this(Environment.variables());
  }

  BroadcastChangesHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    String bucket = variables.text("BROADCAST_BUCKET");
    String stateMachineArn = variables.text("STATE_MACHINE_ARN");
    String deadLetterQueueUrl = variables.text("DEAD_LETTER_QUEUE_URL");
    this.changes =
        new RowChanges(
            variables.text("CHANGES_CHANNEL", ChannelName::isValid, ChannelName.RULE),
            variables.list("CHANGES_FIELDS"),
            variables.choices("CHANGES_EVENTS", EVENTS));
    variables.check();
    var aws = new AwsClients(environment);
    this.broadcasts =
        new BroadcastStart(
            new S3BroadcastBucket(aws.objects(), bucket),
            new SfnExecutions(aws.executions(), stateMachineArn));
    this.deadLetters = new SqsDeadLetters(aws.queues(), deadLetterQueueUrl);
  }

  BroadcastChangesHandler(RowChanges changes, BroadcastStart broadcasts, DeadLetters deadLetters) {
    this.changes = changes;
    this.broadcasts = broadcasts;
    this.deadLetters = deadLetters;
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    LambdaLogger log = context.getLogger();
    for (DynamodbStreamRecord change : event.getRecords()) {
      try {
        if (changes.tells(change)) {
          broadcast(change, log);
        }
      } catch (RuntimeException e) {
        // Throttling, a network fault: Lambda brings it and what is behind it again.
        log.log("WARN change " + change.getEventID() + " failed, comes again: " + e);
        return answer(List.of(new BatchItemFailure(change.getDynamodb().getSequenceNumber())));
      }
    }
    return answer(List.of());
  }

  private void broadcast(DynamodbStreamRecord change, LambdaLogger log) {
    byte[] json = changes.request(change);
    try {
      log.log(broadcasts.start(json, RowChanges.id(change)).logLine());
    } catch (InvalidRequestException e) {
      log.log("ERROR change " + change.getEventID() + " rejected: " + e.getMessage());
      deadLetters.put(new String(json, StandardCharsets.UTF_8), e.getMessage());
    }
  }

  private static StreamsEventResponse answer(List<BatchItemFailure> failures) {
    return new StreamsEventResponse(failures);
  }
}
