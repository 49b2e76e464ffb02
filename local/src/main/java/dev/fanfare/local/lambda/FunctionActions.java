package dev.fanfare.local.lambda;

import dev.fanfare.local.http.Members;
import dev.fanfare.local.http.RestApi.Response;
import dev.fanfare.local.http.RestRoutes;
import dev.fanfare.local.http.RestRoutes.Call;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Describes and lists functions, versions and aliases, and publishes versions. */
record FunctionActions(FunctionPool functions) {
  static final String ROOT = "2015-03-31/functions";
  static final String FUNCTION = ROOT + "/{}";
  static final String QUALIFIER = "Qualifier";

  private static final String DESCRIPTION = "Description";
  private static final String CODE_HASH = "CodeSha256";
  private static final String FUNCTION_VERSION = "FunctionVersion";

  void register(RestRoutes routes) {
    var versions = FUNCTION + "/versions";
    var aliases = FUNCTION + "/aliases";
    routes
        .on("ListFunctions", "GET", ROOT, call -> list())
        .on(
            "GetFunction",
            "GET",
            FUNCTION,
            call -> Response.json(200, shape(name(call)).full()),
            QUALIFIER)
        .on(
            "GetFunctionConfiguration",
            "GET",
            FUNCTION + "/configuration",
            call -> Response.json(200, shape(name(call)).configuration()),
            QUALIFIER)
        .on("ListVersionsByFunction", "GET", versions, this::listVersions)
        .on("PublishVersion", "POST", versions, Members.of(DESCRIPTION, CODE_HASH), this::publish)
        .on("ListAliases", "GET", aliases, this::listAliases, FUNCTION_VERSION)
        .on("GetAlias", "GET", aliases + "/{}", this::alias);
  }

  /** The name in the path, with the qualifier of the query. */
  static FunctionName name(Call call) {
    return FunctionName.parse(call.name()).with(call.request().parameter(QUALIFIER));
  }

  private FunctionShape shape(FunctionName name) {
    var function = functions.function(name);
    return shape(function, name.qualify(function.arn()), functions.version(name));
  }

  private FunctionShape shape(FunctionSpec function, String arn, String version) {
    return new FunctionShape(
        function, arn, version, functions.versions(function).description(version));
  }

  private Response list() throws IOException {
    return Response.json(
        200,
        Map.of(
            "Functions",
            functions.functions().stream()
                .map(function -> shape(function, function.arn(), FunctionName.LATEST).listed())
                .toList()));
  }

  private Response listVersions(Call call) throws IOException {
    var function = functions.function(name(call));
    var shapes =
        functions.versions(function).all().stream()
            .map(version -> shape(function, function.arn() + ":" + version, version).listed())
            .toList();
    return Response.json(200, Map.of("Versions", shapes));
  }

  private Response publish(Call call) throws IOException {
    var function = functions.function(name(call));
    var current = shape(function, function.arn(), FunctionName.LATEST).codeHash().orElse("");
    call.body()
        .text(CODE_HASH)
        .filter(given -> !given.equals(current))
        .ifPresent(
            given -> {
              throw new InvocationRejectedException(
                  400,
                  "InvalidParameterValueException",
                  "CodeSHA256 (%s) is different from current CodeSHA256 in $LATEST (%s). Please try again with the CodeSHA256 in $LATEST."
                      .formatted(given, current));
            });
    var description = call.body().text(DESCRIPTION).orElse("");
    var version = functions.versions(function).publish(description);
    var published = shape(function, function.arn() + ":" + version, version);
    return Response.json(201, published.configuration());
  }

  private Response listAliases(Call call) throws IOException {
    var function = functions.function(name(call));
    var wanted = call.request().parameter(FUNCTION_VERSION);
    var shapes =
        functions.versions(function).all().stream()
            .filter(version -> wanted.map(version::equals).orElse(true))
            .flatMap(version -> aliases(function, version).stream())
            .toList();
    return Response.json(200, Map.of("Aliases", shapes));
  }

  private List<Map<String, Object>> aliases(FunctionSpec function, String version) {
    return functions.versions(function).aliases(version).stream()
        .map(alias -> alias(function, alias, version))
        .toList();
  }

  private Response alias(Call call) throws IOException {
    var function = functions.function(name(call));
    var alias = call.names().get(1);
    var version =
        functions.versions(function).all().stream()
            .filter(each -> functions.versions(function).aliases(each).contains(alias))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvocationRejectedException(
                        404,
                        "ResourceNotFoundException",
                        "Cannot find alias arn: " + function.arn() + ":" + alias));
    return Response.json(200, alias(function, alias, version));
  }

  private static Map<String, Object> alias(FunctionSpec function, String alias, String version) {
    var shape = new LinkedHashMap<String, Object>();
    shape.put("AliasArn", function.arn() + ":" + alias);
    shape.put("Name", alias);
    shape.put("FunctionVersion", version);
    shape.put("Description", "");
    return shape;
  }
}
