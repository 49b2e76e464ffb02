package dev.fanfare.tests.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.fanfare.local.template.UnsupportedTemplateException;
import dev.fanfare.tests.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The mirror breaks: each rule is held against a copy that was damaged in one place. */
class DriftTest {
  private static final String TEMPLATE = Blueprint.TEMPLATE;
  private static final String DEFINITION = Blueprint.DEFINITION;

  @TempDir private Path folder;

  /** Rule, file, what is replaced (everywhere), by what, and what the drift must tell. */
  static Stream<Arguments> damages() {
    return Stream.of(
            states(),
            names(),
            OnlyShardDamages.all(),
            errors(),
            times(),
            ownership(),
            permissions())
        .flatMap(damages -> damages);
  }

  private static Stream<Arguments> states() {
    return Stream.of(
        arguments(
            Rule.A_TASK_INVOKES_THE_SUBSTITUTION_OF_ITS_NAME,
            DEFINITION,
            "\"PruneStale\"",
            "\"PruneOld\"",
            "state PruneOld: must invoke ${PruneOldFunctionArn}, not ${PruneStaleFunctionArn}"),
        arguments(
            Rule.A_TASK_INVOKES_THE_FUNCTION_OF_ITS_NAME,
            DEFINITION,
            "\"PruneStale\"",
            "\"PruneOld\"",
            "state PruneOld: there is no PruneOldFunction"),
        arguments(
            Rule.A_TASK_INVOKES_THE_FUNCTION_OF_ITS_NAME,
            TEMPLATE,
            "PushShardFunctionArn: !Ref PushShardFunction.Alias",
            "PushShardFunctionArn: !GetAtt PushShardFunction.Arn",
            "function:fanfare-PushShardFunction:live, but gets arn:"),
        arguments(
            Rule.A_FUNCTION_IS_INVOKED,
            DEFINITION,
            "\"PruneStale\"",
            "\"PruneOld\"",
            "PruneStaleFunction: no state PruneStale"),
        arguments(
            Rule.A_SUBSTITUTION_IS_DECLARED_AND_USED,
            DEFINITION,
            "One broadcast:",
            "One broadcast to ${push-concurrency}:",
            "${push-concurrency} is used and not substituted"),
        arguments(
            Rule.A_SUBSTITUTION_IS_CALLED_AS_WHAT_IT_STANDS_FOR,
            TEMPLATE,
            "MaxRounds: !Ref MaxRounds",
            "MaxRounds: !Ref RoundBackoffSeconds",
            "MaxRounds: must be one of [!Ref MaxRounds], not !Ref RoundBackoffSeconds"),
        arguments(
            Rule.A_PARAMETER_IS_USED,
            TEMPLATE,
            "POSTS_IN_FLIGHT: !Ref PostsInFlight",
            "POSTS_IN_FLIGHT: 200",
            "Parameters.PostsInFlight: no resource or condition uses it"),
        arguments(
            Rule.A_FUNCTION_HAS_THE_HANDLER_OF_ITS_NAME,
            TEMPLATE,
            "dev.fanfare.sockets.ConnectHandler",
            "dev.fanfare.sockets.DisconnectHandler",
            "ConnectFunction: its Handler must be ConnectHandler"),
        arguments(
            Rule.A_FUNCTION_HAS_THE_HANDLER_OF_ITS_NAME,
            TEMPLATE,
            "dev.fanfare.sockets.ConnectHandler",
            "dev.fanfare.socket.ConnectHandler",
            "dev.fanfare.socket.ConnectHandler is no handler class"),
        arguments(
            Rule.A_HANDLER_HAS_A_FUNCTION,
            TEMPLATE,
            "dev.fanfare.sockets.DisconnectHandler",
            "dev.fanfare.sockets.ConnectHandler",
            "DisconnectHandler.java: no function"),
        arguments(
            Rule.A_TASK_TELLS_ITS_HANDLER_WHAT_IT_ASKS_FOR,
            DEFINITION,
            "\"rate\": \"{% $states.input.rate %}\",",
            "",
            "state PushShard: its Payload must be [broadcastId,"),
        arguments(
            Rule.A_TASK_INVOKES_THE_SUBSTITUTION_OF_ITS_NAME,
            DEFINITION,
            "\"PushOnlyShard\"",
            "\"PushLastShard\"",
            "state PushLastShard: must invoke ${PushLastShardFunctionArn}"));
  }

  private static Stream<Arguments> names() {
    return Stream.of(
        arguments(
            Rule.AN_ACTION_IS_VERB_AND_NOUN,
            DEFINITION,
            "\"WaitForRound\"",
            "\"RoundPause\"",
            "state RoundPause: must be a verb"),
        arguments(
            Rule.A_MAP_IS_THE_PLURAL_OF_ITS_TASK,
            DEFINITION,
            "\"PushShards\"",
            "\"PushAll\"",
            "state PushAll: must be PushShards"),
        arguments(
            Rule.A_CHOICE_IS_A_QUESTION_ITS_RULE_THE_YES,
            DEFINITION,
            "\"IsShardFinished\"",
            "\"ShardFinishing\"",
            "state ShardFinishing: must be a question"),
        arguments(
            Rule.A_CHOICE_IS_A_QUESTION_ITS_RULE_THE_YES,
            DEFINITION,
            "{% $plan.finished %}",
            "{% $not($plan.finished) %}",
            "state IsPlanFinished: its rule must be the yes"),
        arguments(
            Rule.AN_END_SAYS_WHAT_HAS_BECOME,
            DEFINITION,
            "\"BroadcastComplete\"",
            "\"BroadcastEnd\"",
            "state BroadcastEnd: must end in"),
        arguments(
            Rule.A_FAIL_HAS_ITS_NAME_AS_ERROR,
            DEFINITION,
            "\"Error\": \"BroadcastIncomplete\"",
            "\"Error\": \"Failed\"",
            "state BroadcastIncomplete: its Error must be its name"));
  }

  private static Stream<Arguments> errors() {
    return Stream.of(
        arguments(
            Rule.A_TASK_HAS_TIMEOUT_RETRY_AND_CATCH,
            DEFINITION,
            "\"TimeoutSeconds\": 330,",
            "",
            "state PlanShards: a Task needs a TimeoutSeconds"),
        arguments(
            Rule.RETRY_AND_CATCH_END_WITH_ALL,
            DEFINITION,
            "\"ErrorEquals\": [\"States.ALL\"],\n          \"Output\"",
            "\"ErrorEquals\": [\"States.Timeout\"],\n          \"Output\"",
            "state PushShards: its last Catch must be for States.ALL"),
        arguments(
            Rule.A_MAP_HAS_A_CATCH_AND_NO_RETRY,
            DEFINITION,
            "\"Label\": \"PushShards\",",
            "\"Label\": \"Shards\", \"Retry\": [{\"ErrorEquals\": [\"States.ALL\"]}],",
            "state PushShards: a Retry would start all its children again"),
        arguments(
            Rule.A_MAP_HAS_A_CATCH_AND_NO_RETRY,
            DEFINITION,
            "\"Label\": \"PushShards\",",
            "\"Label\": \"Shards\",",
            "state PushShards: its Label must be its name"),
        arguments(
            Rule.AN_ERROR_OF_OURS_IS_AN_EXCEPTION_CLASS,
            DEFINITION,
            "dev.fanfare.reduce.BooksImbalanceException",
            "dev.fanfare.broadcast.BooksImbalanceException",
            "state ReduceOutcomes: dev.fanfare.broadcast.BooksImbalanceException is no exception"));
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
            "PushShardFunction: sets OLD_SECONDS, for which its code never asks"),
        arguments(
            Rule.A_PARAMETER_ADMITS_WHAT_THE_CODE_ACCEPTS,
            TEMPLATE,
            "MaxValue: 900\n    Description: Posts of one pusher",
            "MaxValue: 901\n    Description: Posts of one pusher",
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
            "PruneStaleRole: must grant dynamodb:BatchWriteItem"),
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

  /** Rules about other files than these two; their test is the last one here. */
  private static final Set<Rule> ABOUT_FILES =
      EnumSet.of(
          Rule.A_HANDLER_HAS_A_TEST,
          Rule.A_HANDLER_TEST_HAS_A_HANDLER,
          Rule.A_FUNCTION_HAS_SAMPLE_EVENTS,
          Rule.A_SAMPLE_EVENT_HAS_A_FUNCTION);

  @Test
  void damages_everyRule_isBrokenByOne() {
    var damaged = EnumSet.copyOf(ABOUT_FILES);
    damages().forEach(damage -> damaged.add((Rule) damage.get()[0]));

    assertThat(damaged).containsExactlyInAnyOrder(Rule.values());
  }

  @ParameterizedTest
  @MethodSource("damages")
  void drifts_damagedCopy_tellsWhatAndWhere(
      Rule rule, String file, String whole, String damaged, String told) throws IOException {
    copyWith(file, whole, damaged);

    assertThat(rule.drifts(Blueprint.read(folder)))
        .as(rule.name())
        .anySatisfy(drift -> assertThat(drift).contains(told));
  }

  @Test
  void read_substitutionLeftOver_isRefusedByTheStrictReader() throws IOException {
    copyWith(DEFINITION, "${MaxRounds}", "3");

    assertThatThrownBy(() -> Blueprint.read(folder))
        .isInstanceOf(UnsupportedTemplateException.class)
        .hasMessageContaining("MaxRounds");
  }

  @Test
  void drifts_nothingButTemplateAndDefinition_tellsOfMissingTestsAndEvents() throws IOException {
    copyWith(TEMPLATE, "", "");
    Files.createDirectories(folder.resolve("statemachine/events/Forgotten"));
    Files.writeString(folder.resolve("statemachine/events/Forgotten/one.json"), "{}");
    Files.createDirectories(folder.resolve("statemachine/events/Connect"));
    Files.writeString(folder.resolve("statemachine/events/Connect/cut.json"), "{");
    Path tests = folder.resolve("lambdas/src/test/java/dev/fanfare/push");
    Files.createDirectories(tests);
    Files.createFile(tests.resolve("ForgottenHandlerTest.java"));
    var blueprint = Blueprint.read(folder);

    assertThat(Rule.A_HANDLER_HAS_A_TEST.drifts(blueprint))
        .contains("lambdas/src/test/java/dev/fanfare/push/PushShardHandlerTest.java: is missing");
    assertThat(Rule.A_HANDLER_TEST_HAS_A_HANDLER.drifts(blueprint))
        .singleElement()
        .asString()
        .contains("push/ForgottenHandlerTest.java");
    assertThat(Rule.A_FUNCTION_HAS_SAMPLE_EVENTS.drifts(blueprint))
        .contains("statemachine/events/Start: holds no sample event for StartFunction")
        .anySatisfy(drift -> assertThat(drift).contains("Connect/cut.json: is no JSON"));
    assertThat(Rule.A_SAMPLE_EVENT_HAS_A_FUNCTION.drifts(blueprint))
        .singleElement()
        .asString()
        .contains("statemachine/events/Forgotten/one.json");
  }

  /** Copies template and definition, one of them with a replacement that must change something. */
  private void copyWith(String file, String whole, String damaged) throws IOException {
    for (String each : new String[] {TEMPLATE, DEFINITION}) {
      String text = Project.text(Project.FOLDER.resolve(each));
      Path copy = folder.resolve(each);
      Files.createDirectories(copy.getParent());
      if (each.equals(file) && !whole.equals(damaged)) {
        assertThat(text).as("what is to be damaged stands in " + file).contains(whole);
        text = text.replace(whole, damaged);
      }
      Files.writeString(copy, text);
    }
  }
}
