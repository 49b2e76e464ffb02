package dev.fanfare.tests.mirror;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Damages to the links between a state and the files and resources of its name. */
final class StateDamages {
  private static final String TEMPLATE = Blueprint.TEMPLATE;
  private static final String DEFINITION = Blueprint.DEFINITION;

  private StateDamages() {}

  /**
   * Rule, file, replaced text (every occurrence), replacement, and the expected text of the drift.
   */
  static Stream<Arguments> all() {
    return Stream.of(states(), names(), errors()).flatMap(damages -> damages);
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
            "dev.fanfare.handlers.ConnectHandler",
            "dev.fanfare.handlers.DisconnectHandler",
            "ConnectFunction: its Handler must be ConnectHandler"),
        arguments(
            Rule.A_FUNCTION_HAS_THE_HANDLER_OF_ITS_NAME,
            TEMPLATE,
            "dev.fanfare.handlers.ConnectHandler",
            "dev.fanfare.socket.ConnectHandler",
            "dev.fanfare.socket.ConnectHandler is not a handler class"),
        arguments(
            Rule.A_HANDLER_HAS_A_FUNCTION,
            TEMPLATE,
            "dev.fanfare.handlers.DisconnectHandler",
            "dev.fanfare.handlers.ConnectHandler",
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
            Rule.A_CATCH_NAMES_DATA_LIMIT_EXCEEDED,
            DEFINITION,
            "\"ErrorEquals\": [\"States.DataLimitExceeded\"],\n          \"Output\": {},",
            "\"ErrorEquals\": [\"States.Timeout\"],\n          \"Output\": {},",
            "state LookForCancel: a Catch must name States.DataLimitExceeded"),
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
            "state ReduceOutcomes: dev.fanfare.broadcast.BooksImbalanceException is not an "
                + "exception"));
  }
}
