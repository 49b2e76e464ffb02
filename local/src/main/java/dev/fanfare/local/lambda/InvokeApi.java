package dev.fanfare.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fanfare.broadcast.AwsLimits;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.LoopbackHttp;
import dev.fanfare.loopback.ServiceStartException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Lambda's HTTP API, as far as anyone needs it to invoke a function and to see what there is:
 * {@code Invoke}, {@code ListFunctions}, {@code GetFunction}. Any AWS SDK and the AWS CLI can be
 * pointed at it.
 */
public final class InvokeApi implements LocalService {
  private static final List<String> ROOT = List.of("2015-03-31", "functions");

  private final FunctionPool functions;
  private final AsyncInvocations events;
  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool(InvokeApi::daemon);

  private InvokeApi(FunctionPool functions, AsyncInvocations events, HttpServer server) {
    this.functions = functions;
    this.events = events;
    this.server = server;
  }

  /**
   * Starts serving.
   *
   * @param port 0 for any free one
   * @throws ServiceStartException if the port is taken
   */
  public static InvokeApi start(int port, FunctionPool functions, AsyncInvocations events) {
    try {
      var server = LoopbackHttp.create(port);
      var api = new InvokeApi(functions, events, server);
      server.setExecutor(api.executor);
      server.createContext("/", api::handle);
      server.start();
      return api;
    } catch (IOException e) {
      throw ServiceStartException.of("Lambda", port, e);
    }
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "lambda-api");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public URI endpoint() {
    return URI.create("http://" + HOST + ":" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private void handle(HttpExchange http) throws IOException {
    var exchange = new ApiExchange(http);
    try {
      exchange.requireOwnCaller();
      route(exchange);
    } catch (InvocationRejectedException e) {
      exchange.refuse(e);
    }
  }

  private void route(ApiExchange exchange) throws IOException {
    var path = exchange.path();
    if (path.size() < ROOT.size() || !path.subList(0, ROOT.size()).equals(ROOT)) {
      throw unknown(exchange);
    }
    var rest = path.subList(ROOT.size(), path.size());
    switch (exchange.method() + " " + rest.size()) {
      case "GET 0" -> exchange.answer(FunctionDescription.list(functions.functions()));
      case "GET 1" -> exchange.answer(FunctionDescription.get(functions.function(rest.get(0))));
      case "POST 2" -> {
        if (!rest.get(1).equals("invocations")) {
          throw unknown(exchange);
        }
        var qualifier = exchange.parameter("Qualifier");
        invoke(exchange, qualifier == null ? rest.get(0) : rest.get(0) + ":" + qualifier);
      }
      default -> throw unknown(exchange);
    }
  }

  private static InvocationRejectedException unknown(ApiExchange exchange) {
    return new InvocationRejectedException(
        404,
        "UnknownOperationException",
        "The local Lambda does not know %s /%s"
            .formatted(exchange.method(), String.join("/", exchange.path())));
  }

  private void invoke(ApiExchange exchange, String function) throws IOException {
    functions.function(function);
    if (exchange.header("X-Amz-Log-Type", "None").equals("Tail")) {
      throw invalid("The local Lambda returns no logs (LogType Tail); FANFARE_LOG=info shows them");
    }
    var type = exchange.header("X-Amz-Invocation-Type", "RequestResponse");
    switch (type) {
      case "RequestResponse" ->
          functions
              .invoke(function, exchange.payload(AwsLimits.INVOKE_BYTES))
              .whenCompleteAsync((done, refusal) -> respond(exchange, done, refusal), executor);
      case "Event" -> {
        events.submit(function, exchange.payload(AwsLimits.INVOKE_ASYNC_BYTES));
        exchange.answer(202);
      }
      case "DryRun" -> exchange.answer(204);
      default -> throw invalid("Unknown invocation type " + type);
    }
  }

  private static InvocationRejectedException invalid(String message) {
    return new InvocationRejectedException(400, "InvalidParameterValueException", message);
  }

  private static void respond(ApiExchange exchange, Invocation done, Throwable refusal) {
    if (refusal == null) {
      exchange.answer(done);
    } else {
      var cause = refusal instanceof CompletionException ? refusal.getCause() : refusal;
      exchange.refuse((InvocationRejectedException) cause);
    }
  }
}
