package dev.fanfare.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fanfare.local.lambda.FunctionInvoker;
import dev.fanfare.local.lambda.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Functions whose responses a test sets; the default is {@code {"statusCode":200}}. */
final class ScriptedFunctions implements FunctionInvoker {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Function<JsonNode, CompletableFuture<Invocation>>> scripts =
      new ConcurrentHashMap<>();
  private final Map<String, List<JsonNode>> events = new ConcurrentHashMap<>();

  void answer(String function, String json) {
    scripts.put(function, event -> answered(json));
  }

  void fail(String function, String errorMessage) {
    String payload = "{\"errorMessage\":\"%s\"}".formatted(errorMessage);
    scripts.put(
        function,
        event -> CompletableFuture.completedFuture(invocation(payload, Optional.of("Unhandled"))));
  }

  void script(String function, Function<JsonNode, CompletableFuture<Invocation>> script) {
    scripts.put(function, script);
  }

  static CompletableFuture<Invocation> answered(String json) {
    return CompletableFuture.completedFuture(invocation(json, Optional.empty()));
  }

  /** The events that the function has received so far. */
  List<JsonNode> events(String function) {
    return events.getOrDefault(function, List.of());
  }

  @Override
  public CompletableFuture<Invocation> invoke(String function, byte[] payload) {
    JsonNode event;
    try {
      event = JSON.readTree(payload);
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
    events.computeIfAbsent(function, name -> new CopyOnWriteArrayList<>()).add(event);
    return scripts.getOrDefault(function, any -> answered("{\"statusCode\":200}")).apply(event);
  }

  private static Invocation invocation(String json, Optional<String> error) {
    return new Invocation("r-1", "$LATEST", json.getBytes(StandardCharsets.UTF_8), error);
  }
}
