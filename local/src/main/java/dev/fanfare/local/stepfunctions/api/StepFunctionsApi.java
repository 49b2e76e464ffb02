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

/** Serves the API's actions. */
public record StepFunctionsApi(Engine engine, StateMachines stateMachines) implements Api {

  @Override
  public HttpHandler handler() {
    var actions = new HashMap<String, Function<Request, Map<String, Object>>>();
    new StateMachineActions(stateMachines).register(actions);
    new ExecutionActions(engine, stateMachines).register(actions);
    new MapRunActions(engine).register(actions);
    var adapted = new HashMap<String, Action>();
    actions.forEach(
        (name, action) -> adapted.put(name, input -> action.apply(new Request(input.fields()))));
    return AwsApi.handler("Step Functions", adapted, Protocol.json("AWSStepFunctions", "1.0"));
  }
}
