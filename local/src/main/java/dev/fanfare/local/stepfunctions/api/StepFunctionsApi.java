package dev.fanfare.local.stepfunctions.api;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpHandler;
import dev.fanfare.local.http.Action;
import dev.fanfare.local.http.Api;
import dev.fanfare.local.http.AwsApi;
import dev.fanfare.local.http.Members;
import dev.fanfare.local.http.Protocol;
import dev.fanfare.local.stepfunctions.execution.Engine;
import dev.fanfare.local.stepfunctions.execution.StateMachines;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Serves the API's actions. */
public record StepFunctionsApi(Engine engine, StateMachines stateMachines) implements Api {
  private static final String STATE_MACHINE = "stateMachineArn";
  private static final String EXECUTION = "executionArn";
  private static final String MAP_RUN = "mapRunArn";
  private static final String INCLUDED = "includedData";
  private static final Members SETTINGS =
      Members.of(
          "definition",
          "roleArn",
          "publish",
          "versionDescription",
          "loggingConfiguration.level",
          "loggingConfiguration.includeExecutionData",
          "loggingConfiguration.destinations.cloudWatchLogsLogGroup.logGroupArn",
          "tracingConfiguration.enabled",
          "encryptionConfiguration.type");
  private static final Members PAGE = Members.of("maxResults", "nextToken");

  /** What each action reads. */
  private static final Map<String, Members> PARAMETERS =
      Map.ofEntries(
          Map.entry("CreateStateMachine", SETTINGS.and("name", "type", "tags")),
          Map.entry("UpdateStateMachine", SETTINGS.and(STATE_MACHINE)),
          Map.entry("DescribeStateMachine", Members.of(STATE_MACHINE, INCLUDED)),
          Map.entry("ListStateMachines", PAGE),
          Map.entry("DeleteStateMachine", Members.of(STATE_MACHINE)),
          Map.entry("StartExecution", Members.of(STATE_MACHINE, "name", "input")),
          Map.entry("StopExecution", Members.of(EXECUTION, "error", "cause")),
          Map.entry("DescribeExecution", Members.of(EXECUTION, INCLUDED)),
          Map.entry(
              "ListExecutions", PAGE.and(STATE_MACHINE, MAP_RUN, "statusFilter", "redriveFilter")),
          Map.entry(
              "GetExecutionHistory", PAGE.and(EXECUTION, "reverseOrder", "includeExecutionData")),
          Map.entry("DescribeStateMachineForExecution", Members.of(EXECUTION, INCLUDED)),
          Map.entry("ListMapRuns", PAGE.and(EXECUTION)),
          Map.entry("DescribeMapRun", Members.of(MAP_RUN)),
          Map.entry(
              "UpdateMapRun",
              Members.of(
                  MAP_RUN,
                  "maxConcurrency",
                  "toleratedFailureCount",
                  "toleratedFailurePercentage")));

  @Override
  public HttpHandler handler() {
    var actions = new HashMap<String, Function<Request, Map<String, Object>>>();
    new StateMachineActions(stateMachines).register(actions);
    new ExecutionActions(engine, stateMachines).register(actions);
    new MapRunActions(engine).register(actions);
    var adapted = new HashMap<String, Action>();
    actions.forEach(
        (name, action) ->
            adapted.put(
                name,
                new Action(
                    requireNonNull(PARAMETERS.get(name), name),
                    input -> action.apply(new Request(input.fields())))));
    return AwsApi.handler("Step Functions", adapted, Protocol.json("AWSStepFunctions", "1.0"));
  }
}
