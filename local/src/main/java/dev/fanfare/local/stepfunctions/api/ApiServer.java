package dev.fanfare.local.stepfunctions.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fanfare.local.stepfunctions.execution.Engine;
import dev.fanfare.local.stepfunctions.execution.StateMachines;
import dev.fanfare.loopback.LoopbackHosts;
import dev.fanfare.loopback.LoopbackHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks the AWS JSON 1.0 protocol on a port of 127.0.0.1. */
public final class ApiServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
  private static final String TARGET_PREFIX = "AWSStepFunctions.";

  /** A definition of 1 MiB, with every character escaped, and what is around it. */
  private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads;
  private final Map<String, Action> actions = new HashMap<>();

  private ApiServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * @param port 0 for any that is free
   * @throws PortTakenException when the port is in use
   */
  public static ApiServer start(Engine engine, StateMachines stateMachines, int port) {
    HttpServer server;
    try {
      server = LoopbackHttp.create(port);
    } catch (BindException e) {
      throw new PortTakenException(port, e);
    } catch (IOException e) {
      throw new UncheckedIOException("The Step Functions API could not be started", e);
    }
    var threads =
        Executors.newCachedThreadPool(
            task -> {
              var thread = new Thread(task, "states-api");
              thread.setDaemon(true);
              return thread;
            });
    var api = new ApiServer(server, threads);
    new StateMachineActions(stateMachines).register(api.actions);
    new ExecutionActions(engine, stateMachines).register(api.actions);
    new MapRunActions(engine).register(api.actions);
    api.actions.put("ListExecutions", new ListExecutionsAction(engine, stateMachines));
    api.actions.put("GetExecutionHistory", new GetExecutionHistoryAction(engine));
    server.setExecutor(threads);
    server.createContext("/", api::handle);
    server.start();
    return api;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var objection = LoopbackHosts.objection(exchange);
      if (objection.isPresent()) {
        respond(exchange, 403, error("AccessDeniedException", objection.get()));
      } else if (!exchange.getRequestURI().getPath().equals("/")) {
        respond(exchange, 404, error("UnknownOperationException", "Only the path / is known"));
      } else if (!exchange.getRequestMethod().equals("POST")) {
        respond(exchange, 405, error("UnknownOperationException", "Only POST is understood"));
      } else {
        answer(exchange);
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      respond(exchange, 413, error("RequestEntityTooLarge", "The request is too large"));
      return;
    }
    var target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    try {
      respond(exchange, 200, call(target, body));
    } catch (ApiException e) {
      respond(exchange, 400, error(e.code(), e.getMessage()));
    } catch (RuntimeException e) {
      // A fault of this stand-in: the client gets what AWS would send, the log gets the reason.
      LOG.error("{} failed", target, e);
      respond(exchange, 500, error("InternalFailure", "Internal failure of the local stack: " + e));
    }
  }

  private Map<String, Object> call(String target, byte[] body) throws IOException {
    var action =
        target.startsWith(TARGET_PREFIX)
            ? actions.get(target.substring(TARGET_PREFIX.length()))
            : null;
    if (action == null) {
      throw new ApiException(
          "UnknownOperationException", "The local stack does not know the operation " + target);
    }
    try {
      var parameters = body.length == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(body);
      if (!parameters.isObject()) {
        throw new ApiException("SerializationException", "The request must be a JSON object");
      }
      return action.answer(new Request(parameters));
    } catch (JsonProcessingException e) {
      throw new ApiException("SerializationException", e.getOriginalMessage());
    }
  }

  private static Map<String, Object> error(String code, String message) {
    return Map.of("__type", code, "message", message);
  }

  private static void respond(HttpExchange exchange, int status, Map<String, Object> answer)
      throws IOException {
    var body = MAPPER.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
