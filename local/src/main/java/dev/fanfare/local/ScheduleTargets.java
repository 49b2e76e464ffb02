package dev.fanfare.local;

import dev.fanfare.local.lambda.AsyncInvocations;
import dev.fanfare.local.lambda.InvocationRejectedException;
import dev.fanfare.local.scheduler.TargetException;
import dev.fanfare.local.sqs.QueueSender;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Calls the targets of schedules for the scheduler, which knows no other service. */
record ScheduleTargets(SfnClient states, AsyncInvocations functions, QueueSender queues)
    implements BiConsumer<String, String> {
  private static final int SERVER_ERROR = 500;
  private static final int TOO_MANY = 429;

  /** Starts a state machine or invokes a function, by ARN, with an input. */
  @Override
  public void accept(String target, String input) {
    try {
      if (target.contains(":function:")) {
        functions.submit(target, input.getBytes(StandardCharsets.UTF_8));
      } else {
        states.startExecution(start -> start.stateMachineArn(target).input(input));
      }
    } catch (InvocationRejectedException e) {
      throw new TargetException(e.code(), String.valueOf(e.getMessage()), isTemporary(e.status()));
    } catch (AwsServiceException e) {
      throw new TargetException(
          e.awsErrorDetails().errorCode(),
          e.awsErrorDetails().errorMessage(),
          e.isThrottlingException() || isTemporary(e.statusCode()));
    } catch (SdkClientException e) {
      throw new TargetException("SdkClientException", String.valueOf(e.getMessage()), true);
    }
  }

  private static boolean isTemporary(int status) {
    return status >= SERVER_ERROR || status == TOO_MANY;
  }

  /** Sends to a dead-letter queue. */
  void send(String queueArn, String body, Map<String, String> attributes) {
    var values = new LinkedHashMap<String, MessageAttributeValue>();
    attributes.forEach(
        (name, value) ->
            values.put(
                name,
                MessageAttributeValue.builder().dataType("String").stringValue(value).build()));
    queues.send(queueArn, body, values);
  }
}
