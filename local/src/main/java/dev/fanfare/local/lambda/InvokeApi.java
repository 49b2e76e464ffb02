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
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lambda's REST API to invoke and describe functions: {@code Invoke}, {@code ListFunctions}, {@code
 * GetFunction}.
 */
public record InvokeApi(FunctionPool functions, AsyncInvocations events) implements Api {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final List<String> ROOT = List.of("2015-03-31", "functions");
  private static final byte[] NO_PAYLOAD = "{}".getBytes(StandardCharsets.UTF_8);

  @Override
  public HttpHandler handler() {
    return RestApi.handler("message", this::answer);
  }

  private Response answer(Request request) throws IOException {
    try {
      return route(request);
    } catch (InvocationRejectedException e) {
      return refusal(e);
    }
  }

  private static Response refusal(InvocationRejectedException rejected) throws IOException {
    var body = new LinkedHashMap<String, String>();
    rejected.reason().ifPresent(reason -> body.put("Reason", reason));
    body.put("Type", rejected.status() < 500 ? "User" : "Service");
    body.put("message", rejected.getMessage());
    return new Response(
        rejected.status(),
        JSON.writeValueAsBytes(body),
        Map.of("x-amzn-ErrorType", rejected.code()));
  }

  private Response route(Request request) throws IOException {
    var path = request.path();
    if (path.size() < ROOT.size() || !path.subList(0, ROOT.size()).equals(ROOT)) {
      throw unknown(request);
    }
    var rest = path.subList(ROOT.size(), path.size());
    return switch (request.method() + " " + rest.size()) {
      case "GET 0" -> Response.json(200, list(functions.functions()));
      case "GET 1" -> Response.json(200, description(functions.function(rest.get(0))));
      case "POST 2" -> {
        if (!rest.get(1).equals("invocations")) {
          throw unknown(request);
        }
        String qualifier = request.parameter("Qualifier").map(each -> ":" + each).orElse("");
        yield invoke(request, rest.get(0) + qualifier);
      }
      default -> throw unknown(request);
    };
  }

  private static InvocationRejectedException unknown(Request request) {
    return new InvocationRejectedException(
        404, "UnknownOperationException", "The local Lambda does not support " + request);
  }

  private Response invoke(Request request, String function) throws IOException {
    functions.function(function);
    if (request.header("X-Amz-Log-Type").orElse("None").equals("Tail")) {
      throw invalid(
          "The local Lambda returns no logs (LogType Tail); set FANFARE_LOG=info to see them");
    }
    String type = request.header("X-Amz-Invocation-Type").orElse("RequestResponse");
    return switch (type) {
      case "RequestResponse" -> answer(function, payload(request, AwsLimits.INVOKE_BYTES));
      case "Event" -> {
        events.submit(function, payload(request, AwsLimits.INVOKE_ASYNC_BYTES));
        yield new Response(202, new byte[0], Map.of());
      }
      case "DryRun" -> new Response(204, new byte[0], Map.of());
      default -> throw invalid("Unknown invocation type " + type);
    };
  }

  private Response answer(String function, byte[] payload) {
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
}
