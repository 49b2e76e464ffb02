package dev.fanfare.tests.mirror;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Damages that would cause a failure only in a real account. */
final class AccountDamages {
  private static final String TEMPLATE = Blueprint.TEMPLATE;
  private static final String DEFINITION = Blueprint.DEFINITION;

  private AccountDamages() {}

  /**
   * Rule, file, replaced text (every occurrence), replacement, and the expected text of the drift.
   */
  static Stream<Arguments> all() {
    return Stream.of(snapshots(), resources()).flatMap(damages -> damages);
  }

  private static Stream<Arguments> snapshots() {
    return Stream.of(
        arguments(
            Rule.THE_PLANNER_KNOWS_HOW_LONG_AN_EXECUTION_LASTS,
            DEFINITION,
            "\"TimeoutSeconds\": 604800",
            "\"TimeoutSeconds\": 86400",
            "its TimeoutSeconds 86400 must be the planner's 604800"),
        arguments(
            Rule.A_TASK_OUTLASTS_THE_REBUILD_OF_A_SNAPSHOT,
            DEFINITION,
            "\"MaxAttempts\": 20",
            "\"MaxAttempts\": 15",
            "state PushShard: its first Retry must wait at least 900 s"),
        arguments(
            Rule.A_TASK_OUTLASTS_THE_REBUILD_OF_A_SNAPSHOT,
            DEFINITION,
            "\"Lambda.SnapStartException\",",
            "",
            "state PruneStale: its first Retry must wait"),
        arguments(
            Rule.A_TASK_OUTLASTS_THE_REBUILD_OF_A_SNAPSHOT,
            DEFINITION,
            "\"JitterStrategy\": \"NONE\"",
            "\"JitterStrategy\": \"FULL\"",
            "state PlanShards: its first Retry must wait"),
        arguments(
            Rule.SNAPSHOTS_ARE_MADE_ONE_AFTER_THE_OTHER,
            TEMPLATE,
            "    DependsOn: AuthorizeFunctionAliaslive\n",
            "",
            "ConnectFunction: its DependsOn must be the alias of one function with SnapStart"),
        arguments(
            Rule.SNAPSHOTS_ARE_MADE_ONE_AFTER_THE_OTHER,
            TEMPLATE,
            "    DependsOn: AuthorizeFunctionAliaslive\n",
            "    DependsOn: PushShardFunctionAliaslive\n",
            "ConnectFunction: its DependsOn must be the alias of one function with SnapStart"),
        arguments(
            Rule.SNAPSHOTS_ARE_MADE_ONE_AFTER_THE_OTHER,
            TEMPLATE,
            "    DependsOn: AuthorizeFunctionAliaslive\n",
            "    DependsOn: BanUserFunctionAliaslive\n",
            "ConnectFunction: its DependsOn must be the alias of one function with SnapStart"));
  }

  private static Stream<Arguments> resources() {
    return Stream.of(
        arguments(
            Rule.A_SNAPSHOT_IS_KEPT_WARM,
            TEMPLATE,
            "KEEP_WARM",
            "KEEP_COLD",
            "PushShardFunction: a schedule must invoke its alias once a day"),
        arguments(
            Rule.A_SNAPSHOT_IS_KEPT_WARM,
            TEMPLATE,
            "cron(23 3 * * ? *)",
            "cron(23 3 1 * ? *)",
            "ConnectFunction: a schedule must invoke its alias once a day"),
        arguments(
            Rule.NO_ARN_NAMES_A_PARTITION,
            DEFINITION,
            "arn:${Partition}:states:::s3:putObject",
            "arn:aws:states:::s3:putObject",
            "s3:putObject\", names a partition"),
        arguments(
            Rule.NO_ARN_NAMES_A_PARTITION,
            TEMPLATE,
            "arn:${AWS::Partition}:execute-api",
            "arn:aws:execute-api",
            "names a partition: it must come from AWS::Partition"),
        arguments(
            Rule.A_RESOURCE_WITH_DATA_SAYS_WHETHER_IT_IS_KEPT,
            TEMPLATE,
            "    DeletionPolicy: Delete\n",
            "",
            "ProgressTable: must have a DeletionPolicy"),
        arguments(
            Rule.A_RESOURCE_WITH_DATA_SAYS_WHETHER_IT_IS_KEPT,
            TEMPLATE,
            "    UpdateReplacePolicy: Retain\n",
            "    UpdateReplacePolicy: Delete\n",
            "MessagesTable: its DeletionPolicy and UpdateReplacePolicy must both keep"),
        arguments(
            Rule.A_RESOURCE_WITH_DATA_SAYS_WHETHER_IT_IS_KEPT,
            TEMPLATE,
            "      PointInTimeRecoverySpecification:\n        PointInTimeRecoveryEnabled: true\n",
            "",
            "ConnectionsTable: is kept, so it must have a PointInTimeRecoverySpecification"),
        arguments(
            Rule.AN_INTEGRATION_HAS_A_METHOD,
            TEMPLATE,
            "      IntegrationMethod: POST\n",
            "",
            "ConnectIntegration: its IntegrationMethod must be POST"),
        arguments(
            Rule.AN_ACTION_AND_NOTHING_ELSE_HAS_A_THROTTLE,
            TEMPLATE,
            "        countmembers:\n          ThrottlingRateLimit: !Ref ActionRate\n          ThrottlingBurstLimit: !Ref ActionBurst\n",
            "",
            "SocketStage: its RouteSettings must have countmembers"),
        arguments(
            Rule.AN_ACTION_AND_NOTHING_ELSE_HAS_A_THROTTLE,
            TEMPLATE,
            "ThrottlingBurstLimit: !Ref ActionBurst",
            "ThrottlingBurstLimit: !Ref ActionRate",
            "SocketStage: its RouteSettings must have $default"),
        arguments(
            Rule.AN_ACTION_AND_NOTHING_ELSE_HAS_A_THROTTLE,
            TEMPLATE,
            "      RouteSettings:\n",
            "      DefaultRouteSettings: {ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1}\n      RouteSettings:\n",
            "SocketStage: must have no DefaultRouteSettings"),
        arguments(
            Rule.A_DESCRIPTION_FITS_WITH_THE_LONGEST_PARAMETERS,
            TEMPLATE,
            "    MaxLength: 70\n",
            "    MaxLength: 200\n",
            "BroadcastChangesFunction: its VersionDescription can be 3"),
        arguments(
            Rule.A_DESCRIPTION_FITS_WITH_THE_LONGEST_PARAMETERS,
            TEMPLATE,
            "    MaxLength: 70\n",
            "",
            "its VersionDescription names ChangesFields, which must have a MaxLength"));
  }
}
