package dev.fanfare.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.S3BroadcastBucket;
import dev.fanfare.config.Variables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;

/**
 * Start: one broadcast per SQS record, which holds a request, or a topic's envelope with a request
 * in it. A record that fails is reported alone; its neighbours proceed.
 */
public final class StartHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final BroadcastStart broadcasts;
  private final RejectedRecords rejected;

  public StartHandler() {
    this(Environment.variables());
  }

  StartHandler(Map<String, String> environment) {
    var variables = new Variables(environment);
    String bucket = variables.text("BROADCAST_BUCKET");
    String stateMachineArn = variables.text("STATE_MACHINE_ARN");
    String queueUrl = variables.text("QUEUE_URL");
    variables.check();
    var aws = new AwsClients(environment);
    this.broadcasts =
        new BroadcastStart(
            new S3BroadcastBucket(aws.objects(), bucket),
            new SfnExecutions(aws.executions(), stateMachineArn));
    this.rejected = new SqsRejectedRecords(aws.queues(), queueUrl);
  }

  StartHandler(BroadcastStart broadcasts, RejectedRecords rejected) {
    this.broadcasts = broadcasts;
    this.rejected = rejected;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    var failures = new ArrayList<BatchItemFailure>();
    for (SQSMessage record : event.getRecords()) {
      if (!start(record, context.getLogger())) {
        failures.add(new BatchItemFailure(record.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
  }

  private boolean start(SQSMessage record, LambdaLogger log) {
    try {
      log.log(accept(record).logLine());
      return true;
    } catch (InvalidRequestException e) {
      log.log("ERROR record " + record.getMessageId() + " rejected: " + e.getMessage());
      release(record, log);
      return false;
    } catch (RuntimeException e) {
      // Throttling, a network fault: the queue brings the record back after its visibility timeout.
      log.log("WARN record " + record.getMessageId() + " failed, comes again: " + e);
      return false;
    }
  }

  /** Under an envelope lies the request; SNS may deliver it twice, but under one id. */
  private BroadcastStart.Accepted accept(SQSMessage record) {
    return TopicEnvelope.of(record.getBody())
        .map(envelope -> accept(envelope.message(), envelope.messageId()))
        .orElseGet(() -> accept(record.getBody(), record.getMessageId()));
  }

  private BroadcastStart.Accepted accept(String json, String fallbackId) {
    return broadcasts.start(json.getBytes(StandardCharsets.UTF_8), fallbackId);
  }

  /** Time does not mend a bad request: let it travel to the dead-letter queue without waiting. */
  private void release(SQSMessage record, LambdaLogger log) {
    try {
      rejected.release(record.getReceiptHandle());
    } catch (RuntimeException e) {
      // Only haste is lost: the record gets there after its visibility timeouts.
      log.log("WARN record " + record.getMessageId() + " not released: " + e);
    }
  }
}
