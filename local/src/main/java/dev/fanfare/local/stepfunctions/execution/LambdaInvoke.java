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
import org.jspecify.annotations.Nullable;

/** {@code lambda:invoke}: calls a function and waits for its response. */
record LambdaInvoke(Engine engine) implements ServiceCall {
  /** Parts of a function's ARN without a qualifier, between colons. */
  private static final int FUNCTION_ARN_PARTS = 7;

  @Override
  public CompletableFuture<Document> make(Map<String, Object> arguments) {
    var function = String.valueOf(arguments.get("FunctionName"));
    return invoke(function, payload(arguments.get("Payload")))
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

  /** The bytes of the event. As on AWS, a string is sent as it is, and no payload is an object. */
  private static String payload(@Nullable Object payload) {
    if (Json.isNull(payload)) {
      return "{}";
    }
    return payload instanceof String text ? text : Json.write(payload);
  }

  private CompletableFuture<Invocation> invoke(String function, String payload) {
    try {
      Json.parse(payload);
      return engine.functions().invoke(function, payload.getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return CompletableFuture.failedFuture(
          new InvocationRejectedException(
              400,
              "InvalidRequestContentException",
              "Could not parse request body into json: Could not parse payload into json: "
                  + e.getOriginalMessage()));
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
          "%s (Service: AWSLambda; Status Code: %d; Error Code: %s; Request ID: %s; Proxy: null)"
              .formatted(
                  reason(function, rejected), rejected.status(), rejected.code(), engine.uuid()));
    }
    return Failure.of("Lambda.SdkClientException", "Unable to invoke " + function + ": " + error);
  }

  /** AWS names a function that does not exist by its ARN with the version it would run. */
  private String reason(String function, InvocationRejectedException rejected) {
    if (!rejected.code().equals("ResourceNotFoundException")) {
      return String.valueOf(rejected.getMessage());
    }
    var arn = function.startsWith("arn:") ? function : engine.account().functionArn(function);
    boolean isQualified = arn.split(":").length > FUNCTION_ARN_PARTS;
    return "Function not found: " + arn + (isQualified ? "" : ":$LATEST");
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
