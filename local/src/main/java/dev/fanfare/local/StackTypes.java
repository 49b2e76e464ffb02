package dev.fanfare.local;

import dev.fanfare.local.apigateway.types.SocketApiTypes;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudwatch.AlarmType;
import dev.fanfare.local.cloudwatchlogs.LogGroupType;
import dev.fanfare.local.dynamodb.TableType;
import dev.fanfare.local.iam.PermissionType;
import dev.fanfare.local.iam.RoleTypes;
import dev.fanfare.local.lambda.FunctionType;
import dev.fanfare.local.s3.BucketType;
import dev.fanfare.local.scheduler.ScheduleType;
import dev.fanfare.local.secretsmanager.SecretType;
import dev.fanfare.local.sns.TopicType;
import dev.fanfare.local.sqs.QueueType;
import dev.fanfare.local.stepfunctions.StateMachineType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The resource types of all services. */
public final class StackTypes {
  private StackTypes() {}

  /**
   * @param queueUrl returns a queue's URL for its name
   * @param concurrency maximum environments of a function without reserved concurrency
   */
  public static List<ResourceType> all(UnaryOperator<String> queueUrl, int concurrency) {
    var types =
        new ArrayList<>(
            List.of(
                FunctionType.function(concurrency),
                StateMachineType.STATE_MACHINE,
                TableType.TABLE,
                QueueType.queue(queueUrl),
                QueueType.POLICY,
                TopicType.TOPIC,
                TopicType.SUBSCRIPTION,
                TopicType.POLICY,
                ScheduleType.SCHEDULE,
                BucketType.BUCKET,
                BucketType.POLICY,
                SecretType.SECRET,
                LogGroupType.LOG_GROUP,
                PermissionType.PERMISSION,
                RoleTypes.ROLE,
                RoleTypes.POLICY,
                AlarmType.ALARM));
    types.addAll(SocketApiTypes.ALL);
    return types;
  }
}
