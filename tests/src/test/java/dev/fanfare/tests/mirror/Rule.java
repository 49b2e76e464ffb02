package dev.fanfare.tests.mirror;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** All rules of the mirror. A rule returns the drifts that it finds, each with its location. */
enum Rule {
  A_TASK_INVOKES_THE_SUBSTITUTION_OF_ITS_NAME(StateRules::substitutionOfTask),
  A_TASK_INVOKES_THE_FUNCTION_OF_ITS_NAME(StateRules::functionOfTask),
  A_FUNCTION_IS_INVOKED(StateRules::invokerOfFunction),
  A_SUBSTITUTION_IS_DECLARED_AND_USED(StateRules::substitutions),
  A_SUBSTITUTION_IS_CALLED_AS_WHAT_IT_STANDS_FOR(StateRules::namesOfSubstitutions),
  A_PARAMETER_IS_USED(StateRules::parameters),

  A_FUNCTION_HAS_THE_HANDLER_OF_ITS_NAME(CodeRules::handlerOfFunction),
  A_HANDLER_HAS_A_FUNCTION(CodeRules::functionOfHandler),
  A_TASK_TELLS_ITS_HANDLER_WHAT_IT_ASKS_FOR(PayloadRules::payloadOfTask),
  A_HANDLER_HAS_A_TEST(CodeRules::testOfHandler),
  A_HANDLER_TEST_HAS_A_HANDLER(CodeRules::handlerOfTest),
  A_FUNCTION_HAS_SAMPLE_EVENTS(CodeRules::eventsOfFunction),
  A_SAMPLE_EVENT_HAS_A_FUNCTION(CodeRules::functionOfEvents),

  AN_ACTION_IS_VERB_AND_NOUN(NameRules::actions),
  A_MAP_IS_THE_PLURAL_OF_ITS_TASK(NameRules::maps),
  A_CHOICE_IS_A_QUESTION_ITS_RULE_THE_YES(NameRules::choices),
  AN_END_SAYS_WHAT_HAS_BECOME(NameRules::ends),
  A_FAIL_HAS_ITS_NAME_AS_ERROR(NameRules::errors),

  THE_ONLY_SHARD_IS_PUSHED_LIKE_ANY_OTHER(OnlyShardRules::states),
  THE_ONLY_SHARD_IS_TOLD_WHAT_ANY_OTHER_IS(OnlyShardRules::item),

  A_TASK_HAS_TIMEOUT_RETRY_AND_CATCH(ErrorRules::tasks),
  RETRY_AND_CATCH_END_WITH_ALL(ErrorRules::lastResort),
  A_CATCH_NAMES_DATA_LIMIT_EXCEEDED(ErrorRules::dataLimit),
  A_MAP_HAS_A_CATCH_AND_NO_RETRY(ErrorRules::maps),
  AN_ERROR_OF_OURS_IS_AN_EXCEPTION_CLASS(ErrorRules::exceptions),

  A_TASK_OUTLASTS_ITS_FUNCTION(TimeRules::tasks),
  A_QUEUE_HIDES_SIX_TIMES_AS_LONG_AS_ITS_FUNCTION_RUNS(TimeRules::queues),
  A_CONNECTION_IS_YOUNG_AS_LONG_AS_CONNECT_RUNS(TimeRules::young),

  A_FUNCTION_HAS_ITS_LOG_GROUP(OwnershipRules::logGroups),
  A_FUNCTION_HAS_ITS_ROLE(OwnershipRules::roles),
  A_LOG_GROUP_OR_ROLE_HAS_AN_OWNER(OwnershipRules::leftovers),

  A_VARIABLE_IS_SET_AND_ASKED_FOR(VariableRules::variables),
  A_PARAMETER_ADMITS_WHAT_THE_CODE_ACCEPTS(VariableRules::ranges),
  A_PARAMETER_WITH_A_NEW_VALUE_MAKES_A_NEW_VERSION(VariableRules::versions),

  A_ROLE_GRANTS_WHAT_ITS_CODE_CALLS(PermissionRules::actions),
  NO_GRANT_HAS_A_WILDCARD_ACTION(PermissionRules::wildcards),
  A_WIDE_RESOURCE_IS_EXPLAINED(PermissionRules::comments),
  THE_STATE_MACHINE_MAY_DO_WHAT_ITS_DEFINITION_DOES(StateMachineRoleRules::actions),
  THE_STATE_MACHINE_MAY_INVOKE_ITS_FUNCTIONS_ALONE(StateMachineRoleRules::functions),

  THE_PLANNER_KNOWS_HOW_LONG_AN_EXECUTION_LASTS(TimeRules::execution),
  A_TASK_OUTLASTS_THE_REBUILD_OF_A_SNAPSHOT(AccountRules::snapshots),
  SNAPSHOTS_ARE_MADE_ONE_AFTER_THE_OTHER(AccountRules::chain),
  A_SNAPSHOT_IS_KEPT_WARM(AccountRules::warmth),
  NO_ARN_NAMES_A_PARTITION(AccountRules::partitions),
  A_RESOURCE_WITH_DATA_SAYS_WHETHER_IT_IS_KEPT(AccountRules::policies),
  AN_INTEGRATION_HAS_A_METHOD(AccountRules::integrations),
  AN_ACTION_AND_NOTHING_ELSE_HAS_A_THROTTLE(AccountRules::throttles),
  A_DESCRIPTION_FITS_WITH_THE_LONGEST_PARAMETERS(AccountRules::descriptions);

  private final Function<Blueprint, Stream<String>> drifts;

  Rule(Function<Blueprint, Stream<String>> drifts) {
    this.drifts = drifts;
  }

  List<String> drifts(Blueprint blueprint) {
    return drifts.apply(blueprint).toList();
  }
}
