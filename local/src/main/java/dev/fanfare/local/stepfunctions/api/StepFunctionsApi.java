package dev.fanfare.local.stepfunctions.api;

import com.sun.net.httpserver.HttpHandler;
import dev.fanfare.local.http.Action;
import dev.fanfare.local.http.Api;
import dev.fanfare.local.http.AwsApi;
import dev.fanfare.local.http.Protocol;
import dev.fanfare.local.stepfunctions.execution.Engine;
import dev.fanfare.local.stepfunctions.execution.StateMachines;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The API's actions, by their names. */
public record StepFunctionsApi(Engine engine, StateMachines stateMachines) implements Api {

  @Override
  public HttpHandler handler() {
    var actions = new HashMap<String, Function<Request, Map<String, Object>>>();
    new StateMachineActions(stateMachines).register(actions);
    new ExecutionActions(engine, stateMachines).register(actions);
    new MapRunActions(engine).register(actions);
    var read = new HashMap<String, Action>();
    actions.forEach(
        (name, action) -> read.put(name, input -> action.apply(new Request(input.fields()))));
    return AwsApi.handler("Step Functions", read, Protocol.json("AWSStepFunctions", "1.0"));
  }
}
