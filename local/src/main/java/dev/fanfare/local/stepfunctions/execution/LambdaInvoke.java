package dev.fanfare.local.stepfunctions.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fanfare.local.lambda.Invocation;
import dev.fanfare.local.lambda.InvocationRejectedException;
import dev.fanfare.local.stepfunctions.history.Failure;
import dev.fanfare.local.stepfunctions.query.Document;
import dev.fanfare.local.stepfunctions.query.Json;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** {@code lambda:invoke}: calls a function and waits for its response. */
record LambdaInvoke(Engine engine) implements ServiceCall {
  @Override
  public CompletableFuture<Document> make(Map<String, Object> arguments) {
    var function = String.valueOf(arguments.get("FunctionName"));
    return invoke(function, Document.of(arguments.getOrDefault("Payload", Map.of())))
        .handle(
            (invocation, error) -> {
              if (error != null) {
                throw new FailedException(rejection(function, error));
              }
              if (invocation.functionError().isPresent()) {
                throw new FailedException(functionError(invocation));
              }
              return response(invocation);
            });
  }

  private CompletableFuture<Invocation> invoke(String function, Document payload) {
    try {
      return engine.functions().invoke(function, payload.text().getBytes(StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      // An invoker may throw instead of returning a failed future; both mean the same.
      return CompletableFuture.failedFuture(e);
    }
  }

  private static Failure functionError(Invocation invocation) {
    var payload = new String(invocation.payload(), StandardCharsets.UTF_8);
    var type = parse(payload) instanceof Map<?, ?> error ? error.get("errorType") : null;
    return Failure.of(type instanceof String name ? name : "Lambda.Unknown", payload);
  }

  private Failure rejection(String function, Throwable thrown) {
    var error =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (error instanceof InvocationRejectedException rejected) {
      return Failure.of(
          "Lambda." + rejected.code(),
          "%s (Service: Lambda, Status Code: %d, Request ID: %s)"
              .formatted(rejected.getMessage(), rejected.status(), engine.uuid()));
    }
    return Failure.of("Lambda.SdkClientException", "Unable to invoke " + function + ": " + error);
  }

  /**
   * The result of the state: the payload and the metadata of the call. Both count towards the size
   * limit.
   */
  private Document response(Invocation invocation) {
    var headers = headers(invocation);
    var all = new LinkedHashMap<String, Object>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    var http = new LinkedHashMap<String, Object>();
    http.put("AllHttpHeaders", all);
    http.put("HttpHeaders", headers);
    http.put("HttpStatusCode", 200);
    var response = new LinkedHashMap<String, Object>();
    response.put("ExecutedVersion", invocation.executedVersion());
    response.put("Payload", parse(new String(invocation.payload(), StandardCharsets.UTF_8)));
    response.put("SdkHttpMetadata", http);
    response.put("SdkResponseMetadata", Map.of("RequestId", invocation.requestId()));
    response.put("StatusCode", 200);
    return Document.of(response);
  }

  /** The response as a JSON value, or as a string if it is not JSON. */
  private static Object parse(String payload) {
    try {
      return Json.parse(payload);
    } catch (JsonProcessingException e) {
      return payload;
    }
  }

  private Map<String, Object> headers(Invocation invocation) {
    var now = ZonedDateTime.ofInstant(engine.now(), ZoneOffset.UTC);
    var headers = new LinkedHashMap<String, Object>();
    headers.put("X-Amz-Executed-Version", invocation.executedVersion());
    headers.put("x-amzn-Remapped-Content-Length", "0");
    headers.put("Connection", "keep-alive");
    headers.put("x-amzn-RequestId", invocation.requestId());
    headers.put("Content-Length", Integer.toString(invocation.payload().length));
    headers.put("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now));
    headers.put("X-Amzn-Trace-Id", traceId(now));
    headers.put("Content-Type", "application/json");
    return headers;
  }

  private String traceId(ZonedDateTime now) {
    return "root=1-%08x-%024x;sampled=0"
        .formatted(now.toEpochSecond(), engine.random().nextLong() >>> 1);
  }
}
