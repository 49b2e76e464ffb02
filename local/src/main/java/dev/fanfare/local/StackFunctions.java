package dev.fanfare.local;

import dev.fanfare.local.apigateway.GatewayApi;
import dev.fanfare.local.cloudformation.Template;
import dev.fanfare.local.lambda.AsyncPolicy;
import dev.fanfare.local.lambda.FunctionSpec;
import dev.fanfare.local.lambda.sources.QueueMapping;
import dev.fanfare.local.lambda.sources.StreamMapping;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A template's functions and their triggers. */
record StackFunctions(Template template) {
  private static final String SUFFIX = "Function";

  /**
   * @param services the environment variables that point SDKs to the local services
   * @param sockets the address that replaces the WebSocket API's host name on AWS
   */
  List<FunctionSpec> specs(Map<String, String> services, URI sockets) {
    return functions()
        .map(each -> each.withEnvironment(variables(each, services, sockets)))
        .toList();
  }

  /**
   * The name of the function that runs a step, such as {@code PushShard}.
   *
   * @throws IllegalArgumentException if there is none
   */
  String ofStep(String step) {
    return functions()
        .filter(function -> function.logicalId().equals(step + SUFFIX))
        .findFirst()
        .orElseThrow(() -> noFunction(step))
        .name();
  }

  private IllegalArgumentException noFunction(String step) {
    List<String> steps =
        functions().map(function -> function.logicalId().replaceAll(SUFFIX + "$", "")).toList();
    return new IllegalArgumentException(
        "there is no function %s: it must be one of %s".formatted(step, steps));
  }

  /** The template's only WebSocket API. */
  GatewayApi socketApi() {
    var apis = template.all(GatewayApi.class);
    if (apis.size() != 1) {
      throw new IllegalArgumentException(
          "the template has " + apis.size() + " WebSocket APIs: the local stack runs exactly one");
    }
    return apis.get(0);
  }

  List<QueueMapping> mappings() {
    return functions().flatMap(function -> function.triggers().queues().stream()).toList();
  }

  List<StreamMapping> streamMappings() {
    return functions().flatMap(function -> function.triggers().streams().stream()).toList();
  }

  /**
   * What happens to the asynchronous invocations of a function.
   *
   * @param arn as invoked: SAM gives the policy to the alias, if the function has one
   */
  AsyncPolicy asyncPolicy(String arn) {
    return functions()
        .filter(function -> function.aliasArn().equals(arn.replaceFirst(":\\$LATEST$", "")))
        .map(function -> function.triggers().async())
        .findFirst()
        .orElse(AsyncPolicy.DEFAULT);
  }

  private Stream<FunctionSpec> functions() {
    return template.all(FunctionSpec.class).stream();
  }

  /**
   * The template names the WebSocket API by its host on AWS. This method replaces only the host, as
   * DNS would, so a wrong stage or path still fails.
   */
  private Map<String, String> variables(
      FunctionSpec function, Map<String, String> services, URI sockets) {
    var onAws =
        "https://%s.execute-api.%s.amazonaws.com"
            .formatted(socketApi().apiId(), template.stack().account().region());
    var variables = new LinkedHashMap<>(function.environment());
    variables.replaceAll((name, value) -> value.replace(onAws, "http://" + sockets.getAuthority()));
    variables.putAll(services);
    return variables;
  }
}
