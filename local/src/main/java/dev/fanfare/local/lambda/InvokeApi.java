package dev.fanfare.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.local.http.Api;
import dev.fanfare.local.http.RestApi;
import dev.fanfare.local.http.RestApi.Request;
import dev.fanfare.local.http.RestApi.Response;
import dev.fanfare.local.http.RestRoutes;
import dev.fanfare.local.http.RestRoutes.Call;
import dev.fanfare.loopback.LocalService;
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
  public LocalService serve(int port) {
    var routes = new RestRoutes("Lambda");
    new FunctionActions(functions).register(routes);
    routes.onPayload(
        "Invoke",
        "POST",
        FunctionActions.FUNCTION + "/invocations",
        Set.of(INVOCATION_TYPE, LOG_TYPE),
        this::invoke,
        FunctionActions.QUALIFIER);
    return RestApi.start("Lambda", port, "message", request -> answer(routes, request));
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

<<<<<<< HEAD
  private Response invoke(Call call) throws IOException {
    var function = functions.requireExists(FunctionActions.name(call));
    boolean hasTail = isOneOf(call, "logType", LOG_TYPE, "None", "Tail").equals("Tail");
    var type =
        isOneOf(call, "invocationType", INVOCATION_TYPE, "RequestResponse", "Event", "DryRun");
=======
  private static InvocationRejectedException unknown(Request request) {
    return new InvocationRejectedException(
        404, "UnknownOperationException", "The local Lambda does not know " + request);
  }

  private Response invoke(Request request, String function) throws IOException {
    functions.function(function);
    if (request.header("X-Amz-Log-Type").orElse("None").equals("Tail")) {
      throw invalid(
          "The local Lambda returns no logs (LogType Tail); set FANFARE_LOG=info to see them");
    }
    String type = request.header("X-Amz-Invocation-Type").orElse("RequestResponse");
>>>>>>> main
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
<<<<<<< HEAD
=======

  private static InvocationRejectedException invalid(String message) {
    return new InvocationRejectedException(400, "InvalidParameterValueException", message);
  }

  private static Map<String, Object> list(List<FunctionSpec> functions) {
    return Map.of("Functions", functions.stream().map(InvokeApi::configuration).toList());
  }

  private static Map<String, Object> description(FunctionSpec function) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("Configuration", configuration(function));
    fields.put("Code", Map.of("Location", function.code().jar().toUri().toString()));
    if (function.limits().isReserved()) {
      fields.put(
          "Concurrency",
          Map.of("ReservedConcurrentExecutions", function.limits().maxEnvironments()));
    }
    return fields;
  }

  private static Map<String, Object> configuration(FunctionSpec function) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("FunctionName", function.name());
    fields.put("FunctionArn", function.arn());
    fields.put("Handler", function.code().handler());
    fields.put("Timeout", function.limits().timeout().toSeconds());
    fields.put("MemorySize", function.limits().memoryMb());
    fields.put("Version", FunctionName.LATEST);
    fields.put("PackageType", "Zip");
    codeHash(function.code().jar()).ifPresent(hash -> fields.put("CodeSha256", hash));
    fields.put("State", "Active");
    fields.put("Environment", Map.of("Variables", function.environment()));
    return fields;
  }

  /** Caches hashes, because all functions share one large jar. */
  private static final Map<Path, JarHash> HASHES = new ConcurrentHashMap<>();

  private record JarHash(FileTime modifiedAt, String hash) {}

  /** Lambda's {@code CodeSha256}, in Base64; empty if the jar is missing. */
  private static Optional<String> codeHash(Path jar) {
    try {
      FileTime modifiedAt = Files.getLastModifiedTime(jar);
      JarHash cached = HASHES.get(jar);
      if (cached == null || !cached.modifiedAt().equals(modifiedAt)) {
        cached = new JarHash(modifiedAt, read(jar));
        HASHES.put(jar, cached);
      }
      return Optional.of(cached.hash());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String read(Path jar) throws IOException {
    try (var in = new DigestInputStream(Files.newInputStream(jar), sha256())) {
      in.transferTo(OutputStream.nullOutputStream());
      return Base64.getEncoder().encodeToString(in.getMessageDigest().digest());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java has no SHA-256", e);
    }
  }
>>>>>>> main
}
