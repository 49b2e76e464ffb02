package dev.fanfare.local.http;

import com.sun.net.httpserver.HttpHandler;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Runs a handler that is written for the JDK's server. It may block: an invocation of a function
 * takes up to 15 minutes. So it runs on a thread of its own.
 */
final class ExchangeHandler extends Handler.Abstract.NonBlocking {
  private final HttpHandler handler;
  private final Executor threads;

  ExchangeHandler(HttpHandler handler, Executor threads) {
    this.handler = handler;
    this.threads = threads;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    // While the handler works, a silent connection is not idle. A stalled body still times out.
    request.addIdleTimeoutListener(timeout -> false);
    threads.execute(() -> answer(request, response, callback));
    return true;
  }

  private void answer(Request request, Response response, Callback callback) {
    JettyExchange exchange;
    try {
      exchange = new JettyExchange(request, response);
    } catch (IllegalArgumentException e) {
      Response.writeError(request, response, callback, 400, e.getMessage());
      return;
    }
    try {
      handler.handle(exchange);
      exchange.end();
      callback.succeeded();
    } catch (Throwable e) { // Otherwise the client would wait forever.
      Response.writeError(request, response, callback, e);
    }
  }
}
