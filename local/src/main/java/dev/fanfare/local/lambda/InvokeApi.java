package dev.fanfare.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpHandler;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.http.Api;
import dev.fanfare.local.http.RestApi;
import dev.fanfare.local.http.RestApi.Request;
import dev.fanfare.local.http.RestApi.Response;
import dev.fanfare.local.http.RestRoutes;
import dev.fanfare.local.http.RestRoutes.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** Lambda's REST API: {@code Invoke}, and what {@link FunctionActions} has. */
public record InvokeApi(FunctionPool functions, AsyncInvocations events) implements Api {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final byte[] NO_PAYLOAD = "{}".getBytes(StandardCharsets.UTF_8);
  private static final String INVOCATION_TYPE = "x-amz-invocation-type";
  private static final String LOG_TYPE = "x-amz-log-type";

  /** AWS documents the header, not its value. */
  private static final String RETRY_AFTER_SECONDS = "1";

  /** The errors whose text is in {@code Message}; that of the others is in {@code message}. */
  private static final Set<String> CAPITALISED =
      Set.of(
          "ResourceNotFoundException",
          "ServiceException",
          InvocationRejectedException.SNAPSHOT_NOT_READY);

  @Override
  public HttpHandler handler() {
    var routes = new RestRoutes("Lambda");
    new FunctionActions(functions).register(routes);
    routes.onPayload(
        "Invoke",
        "POST",
        FunctionActions.FUNCTION + "/invocations",
        Set.of(INVOCATION_TYPE, LOG_TYPE),
        this::invoke,
        FunctionActions.QUALIFIER);
    return RestApi.handler("message", request -> answer(routes, request));
  }

  private static Response answer(RestRoutes routes, Request request) throws IOException {
    try {
      return routes.answer(request);
    } catch (InvocationRejectedException e) {
      return refusal(e);
    }
  }

  private static Response refusal(InvocationRejectedException rejected) throws IOException {
    var body = new LinkedHashMap<String, String>();
    rejected.reason().ifPresent(reason -> body.put("Reason", reason));
    body.put("Type", rejected.status() < 500 ? "User" : "Service");
    body.put(CAPITALISED.contains(rejected.code()) ? "Message" : "message", rejected.getMessage());
    var headers = new LinkedHashMap<String, String>();
    headers.put("x-amzn-ErrorType", rejected.code());
    if (rejected.status() == InvocationRejectedException.TOO_MANY) {
      headers.put("Retry-After", RETRY_AFTER_SECONDS);
    }
    return new Response(rejected.status(), JSON.writeValueAsBytes(body), headers);
  }

  private Response invoke(Call call) throws IOException {
    var function = functions.invokedArn(FunctionActions.name(call));
    boolean hasTail = isOneOf(call, "logType", LOG_TYPE, "None", "Tail").equals("Tail");
    var type =
        isOneOf(call, "invocationType", INVOCATION_TYPE, "RequestResponse", "Event", "DryRun");
    return switch (type) {
      case "Event" -> {
        events.submit(function, payload(call.request(), AwsLimits.INVOKE_ASYNC_BYTES));
        yield new Response(202, new byte[0], Map.of());
      }
      case "DryRun" -> new Response(204, new byte[0], Map.of());
      default -> answer(function, payload(call.request(), AwsLimits.INVOKE_BYTES), hasTail);
    };
  }

  /** The value of a header; the first of the values is the default. */
  private static String isOneOf(Call call, String parameter, String header, String... values) {
    String value = call.request().header(header).orElse(values[0]);
    if (!Set.of(values).contains(value)) {
      throw new InvocationRejectedException(
          400,
          "ValidationException",
          "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must satisfy enum value set: [%s]"
              .formatted(value, parameter, String.join(", ", values)));
    }
    return value;
  }

  private Response answer(String function, byte[] payload, boolean hasTail) {
    Invocation invocation;
    try {
      invocation = functions.invoke(function, payload).join();
    } catch (CompletionException e) {
      throw (InvocationRejectedException) e.getCause();
    }
    var headers = new LinkedHashMap<String, String>();
    headers.put("X-Amz-Executed-Version", invocation.executedVersion());
    headers.put("x-amzn-RequestId", invocation.requestId());
    invocation.functionError().ifPresent(error -> headers.put("X-Amz-Function-Error", error));
    if (hasTail) {
      byte[] log = invocation.log().getBytes(StandardCharsets.UTF_8);
      headers.put("X-Amz-Log-Result", Base64.getEncoder().encodeToString(log));
    }
    return new Response(200, invocation.payload(), headers);
  }

  /** The request's body, which must be JSON. An empty body means an empty object. */
  private static byte[] payload(Request request, int limit) throws IOException {
    byte[] payload = request.bytes(limit + 1);
    if (payload.length > limit) {
      throw InvocationRejectedException.tooLarge(limit);
    }
    if (payload.length == 0) {
      return NO_PAYLOAD;
    }
    try {
      JSON.readTree(payload);
      return payload;
    } catch (JsonProcessingException e) {
      throw new InvocationRejectedException(
          400,
          "InvalidRequestContentException",
          "Could not parse request body into json: Could not parse payload into json: "
              + e.getOriginalMessage());
    }
  }
}
