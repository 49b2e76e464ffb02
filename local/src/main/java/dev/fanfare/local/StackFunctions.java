package dev.fanfare.local;

import dev.fanfare.local.apigateway.GatewayApi;
import dev.fanfare.local.apigateway.GatewayAuthorizer;
import dev.fanfare.local.apigateway.GatewayQuotas;
import dev.fanfare.local.lambda.AsyncPolicy;
import dev.fanfare.local.lambda.FunctionSpec;
import dev.fanfare.local.lambda.sources.QueueMapping;
import dev.fanfare.local.lambda.sources.StreamMapping;
import dev.fanfare.local.template.FunctionResource;
import dev.fanfare.local.template.QueueEvent;
import dev.fanfare.local.template.SocketApiResource;
import dev.fanfare.local.template.StreamEvent;
import dev.fanfare.local.template.Template;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The functions of a template and what triggers them, in the terms of this machine. */
final class StackFunctions {
  private static final String SUFFIX = "Function";

  private final Template template;

  StackFunctions(Template template) {
    this.template = template;
  }

  /**
   * @param services the variables by which an SDK finds the services
   * @param sockets where the WebSocket API is; stands for its host name on AWS
   * @param concurrency most environments of a function that reserves none
   */
  List<FunctionSpec> specs(Map<String, String> services, URI sockets, int concurrency) {
    return template.functions().stream()
        .map(
            function ->
                new FunctionSpec(
                    function.name(),
                    function.arn(),
                    function.handler(),
                    function.codeUri(),
                    variables(function, services, sockets),
                    function.timeout(),
                    function.memoryMegabytes(),
                    function.reservedConcurrency().orElse(concurrency),
                    function.reservedConcurrency().isPresent(),
                    function.logGroup()))
        .toList();
  }

  /**
   * The name of the function that takes a step, such as {@code PushShard}.
   *
   * @throws IllegalArgumentException when there is none
   */
  String ofStep(String step) {
    return template.functions().stream()
        .filter(function -> function.logicalId().equals(step + SUFFIX))
        .findFirst()
        .orElseThrow(() -> noFunction(step))
        .name();
  }

  private IllegalArgumentException noFunction(String step) {
    List<String> steps =
        template.functions().stream()
            .map(function -> function.logicalId().replaceAll(SUFFIX + "$", ""))
            .toList();
    return new IllegalArgumentException(
        "there is no function %s: it must be one of %s".formatted(step, steps));
  }

  /** The one WebSocket API of the template. */
  GatewayApi socketApi() {
    if (template.socketApis().size() != 1) {
      throw new IllegalArgumentException(
          "the template has "
              + template.socketApis().size()
              + " WebSocket APIs: the local stack runs exactly one");
    }
    SocketApiResource api = template.socketApis().get(0);
    return new GatewayApi(
        api.apiId(),
        api.stage(),
        api.routeSelectionExpression(),
        api.routes().stream()
            .filter(route -> route.mock().isEmpty())
            .collect(
                Collectors.toMap(
                    SocketApiResource.Route::routeKey, SocketApiResource.Route::functionArn)),
        api.routes().stream()
            .filter(route -> route.mock().isPresent())
            .collect(
                Collectors.toMap(
                    SocketApiResource.Route::routeKey, route -> route.mock().orElseThrow())),
        api.route("$connect").flatMap(SocketApiResource.Route::authorizer).map(this::authorizer),
        api.routes().stream()
            .filter(SocketApiResource.Route::responds)
            .map(SocketApiResource.Route::routeKey)
            .collect(Collectors.toSet()),
        throttles(api));
  }

  private static Map<String, GatewayQuotas.Rate> throttles(SocketApiResource api) {
    var throttles = new HashMap<String, GatewayQuotas.Rate>();
    for (var route : api.routes()) {
      route
          .throttle()
          .map(throttle -> new GatewayQuotas.Rate(throttle.perSecond(), throttle.burst()))
          .ifPresent(rate -> throttles.put(route.routeKey(), rate));
    }
    return throttles;
  }

  private GatewayAuthorizer authorizer(SocketApiResource.Authorizer authorizer) {
    return new GatewayAuthorizer(authorizer.functionArn(), authorizer.identitySources());
  }

  List<QueueMapping> mappings() {
    return template.functions().stream()
        .flatMap(function -> function.queueEvents().stream().flatMap(e -> mapping(function, e)))
        .toList();
  }

  List<StreamMapping> streamMappings() {
    return template.functions().stream()
        .flatMap(
            function ->
                function.streamEvents().stream()
                    .filter(StreamEvent::isEnabled)
                    .map(event -> mapping(function, event)))
        .toList();
  }

  private StreamMapping mapping(FunctionResource function, StreamEvent event) {
    return new StreamMapping(
        event.table(),
        template.stack().account().tableArn(event.table()),
        function.arn(),
        event.fromLatest(),
        event.batchSize(),
        event.batchingWindow(),
        event.bisects(),
        event.retries(),
        event.reportsFailures(),
        event.onFailureQueueArn());
  }

  /**
   * What becomes of a function's asynchronous invocations.
   *
   * @param name the function's
   */
  AsyncPolicy asyncPolicy(String name) {
    return template.functions().stream()
        .filter(function -> function.name().equals(name))
        .map(FunctionResource::asyncTerms)
        .map(
            terms ->
                new AsyncPolicy(terms.retries(), terms.longestAge(), terms.onFailureQueueArn()))
        .findFirst()
        .orElse(AsyncPolicy.DEFAULT);
  }

  private Stream<QueueMapping> mapping(FunctionResource function, QueueEvent event) {
    return template.queues().stream()
        .filter(queue -> event.isEnabled() && queue.logicalId().equals(event.queue()))
        .map(
            queue ->
                new QueueMapping(
                    queue.url(),
                    queue.arn(),
                    function.arn(),
                    event.batchSize(),
                    event.window(),
                    event.reportsFailures(),
                    event.maxConcurrency().orElse(QueueMapping.DEFAULT_CONCURRENCY)));
  }

  /**
   * The template names the WebSocket API by its host on AWS. Only the host is changed here, as a
   * name server would: a wrong stage or path stays wrong.
   */
  private Map<String, String> variables(
      FunctionResource function, Map<String, String> services, URI sockets) {
    var variables = new LinkedHashMap<String, String>();
    function
        .environment()
        .forEach((name, value) -> variables.put(name, withLocalHost(value, sockets)));
    variables.putAll(services);
    return variables;
  }

  private String withLocalHost(String value, URI sockets) {
    String here = "http://" + sockets.getAuthority();
    String local = value;
    for (SocketApiResource api : template.socketApis()) {
      String onAws =
          "https://%s.execute-api.%s.amazonaws.com"
              .formatted(api.apiId(), template.stack().account().region());
      local = local.replace(onAws, here);
    }
    return local;
  }
}
