package dev.fanfare.tests.mirror;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Damages to a function's timeouts, resources and permissions. */
final class ResourceDamages {
  private static final String TEMPLATE = Blueprint.TEMPLATE;
  private static final String DEFINITION = Blueprint.DEFINITION;

  private ResourceDamages() {}

  /**
   * Rule, file, replaced text (every occurrence), replacement, and the expected text of the drift.
   */
  static Stream<Arguments> all() {
    return Stream.of(times(), ownership(), permissions()).flatMap(damages -> damages);
  }

  private static Stream<Arguments> times() {
    return Stream.of(
        arguments(
            Rule.A_TASK_OUTLASTS_ITS_FUNCTION,
            DEFINITION,
            "\"TimeoutSeconds\": 930",
            "\"TimeoutSeconds\": 900",
            "state PushShard: its TimeoutSeconds 900 must be more than its function's 900"),
        arguments(
            Rule.A_QUEUE_HIDES_SIX_TIMES_AS_LONG_AS_ITS_FUNCTION_RUNS,
            TEMPLATE,
            "VisibilityTimeout: 180",
            "VisibilityTimeout: 60",
            "BroadcastQueue: its VisibilityTimeout 60 must be six times"),
        arguments(
            Rule.A_CONNECTION_IS_YOUNG_AS_LONG_AS_CONNECT_RUNS,
            TEMPLATE,
            "      Timeout: 5\n",
            "      Timeout: 16\n",
            "Parameters.YoungSeconds: its Default 15 must be at least"));
  }

  private static Stream<Arguments> ownership() {
    return Stream.of(
        arguments(
            Rule.A_FUNCTION_HAS_ITS_LOG_GROUP,
            TEMPLATE,
            "LogGroup: !Ref ConnectLogGroup",
            "LogGroup: !Ref DisconnectLogGroup",
            "ConnectFunction: must log to ConnectLogGroup"),
        arguments(
            Rule.A_FUNCTION_HAS_ITS_ROLE,
            TEMPLATE,
            "Role: !GetAtt ConnectRole.Arn",
            "Role: !GetAtt DisconnectRole.Arn",
            "ConnectFunction: must run as ConnectRole"),
        arguments(
            Rule.A_FUNCTION_HAS_ITS_ROLE,
            TEMPLATE,
            "Resource: !GetAtt StartLogGroup.Arn",
            "Resource: !GetAtt ConnectLogGroup.Arn",
            "StartRole: must grant logs:CreateLogStream on its own log group"),
        arguments(
            Rule.A_LOG_GROUP_OR_ROLE_HAS_AN_OWNER,
            TEMPLATE,
            "ConnectLogGroup",
            "GoneLogGroup",
            "GoneLogGroup: no function or state machine has this name"),
        arguments(
            Rule.A_VARIABLE_IS_SET_AND_ASKED_FOR,
            TEMPLATE,
            "          SHARD_SIZE: !Ref ShardSize\n          RETENTION_DAYS: !Ref RetentionDays",
            "          SHARD_SIZE: !Ref ShardSize\n          KEEP_DAYS: !Ref RetentionDays",
            "ReduceOutcomesFunction: must set RETENTION_DAYS"),
        arguments(
            Rule.A_VARIABLE_IS_SET_AND_ASKED_FOR,
            TEMPLATE,
            "          YOUNG_SECONDS: !Ref YoungSeconds",
            "          YOUNG_SECONDS: !Ref YoungSeconds\n          OLD_SECONDS: 1",
            "PushShardFunction: sets OLD_SECONDS, which its code never reads"),
        arguments(
            Rule.A_PARAMETER_ADMITS_WHAT_THE_CODE_ACCEPTS,
            TEMPLATE,
            "MaxValue: 900\n    Description: Maximum posts of one pusher",
            "MaxValue: 901\n    Description: Maximum posts of one pusher",
            "POSTS_IN_FLIGHT is \"901\""),
        arguments(
            Rule.A_PARAMETER_WITH_A_NEW_VALUE_MAKES_A_NEW_VERSION,
            TEMPLATE,
            "VersionDescription: !Sub ${ShardSize} per shard, ${RetentionDays} days",
            "VersionDescription: !Sub ${ShardSize} per shard",
            "ReduceOutcomesFunction: its VersionDescription must name RetentionDays"));
  }

  private static Stream<Arguments> permissions() {
    return Stream.of(
        arguments(
            Rule.A_ROLE_GRANTS_WHAT_ITS_CODE_CALLS,
            TEMPLATE,
            "Action: dynamodb:BatchWriteItem",
            "Action: dynamodb:PutItem",
            "ReduceOutcomesRole: must grant dynamodb:BatchWriteItem"),
        arguments(
            Rule.A_ROLE_GRANTS_WHAT_ITS_CODE_CALLS,
            TEMPLATE,
            "                Action: s3:GetObject\n",
            "                Action: [s3:GetObject, s3:PutObject]\n",
            "PushShardRole: grants s3:PutObject: no code uses it"),
        arguments(
            Rule.NO_GRANT_HAS_A_WILDCARD_ACTION,
            TEMPLATE,
            "Action: dynamodb:BatchWriteItem",
            "Action: dynamodb:*",
            "grants dynamodb:*: name the actions"),
        arguments(
            Rule.A_WIDE_RESOURCE_IS_EXPLAINED,
            TEMPLATE,
            "Resource: !GetAtt StaleConnectionsTable.Arn",
            "Resource: \"*\"",
            "its Resource has a * and no comment above it"),
        arguments(
            Rule.THE_STATE_MACHINE_MAY_DO_WHAT_ITS_DEFINITION_DOES,
            TEMPLATE,
            "                  - s3:AbortMultipartUpload\n",
            "",
            "BroadcastStateMachineRole: must grant s3:AbortMultipartUpload"),
        arguments(
            Rule.THE_STATE_MACHINE_MAY_INVOKE_ITS_FUNCTIONS_ALONE,
            TEMPLATE,
            "                  - !Ref PruneStaleFunction.Alias\n",
            "                  - !Ref ConnectFunction.Alias\n",
            "BroadcastStateMachineRole: may not invoke "));
  }
}
